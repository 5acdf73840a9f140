//! A verb from its root and pattern: every form that a text may hold, as folded keys.
//!
//! Forms are built vocalised from templates (Wright, *A Grammar of the Arabic Language*, 3rd ed., vol. 1 §§ 35-188, gives
//! the paradigms), then the rules of weak radicals, doubling and assimilation apply, then the spelling rules of hamza;
//! the short vowels are dropped last. Templates use digits for radicals, `a i u` for short and `A I U` for long vowels.
//!
//! ```
//! use mahdar_lang::{VerbRow, conjugate, Tense};
//! let forms = conjugate(&VerbRow { lemma: "أشار", root: "ش-و-ر", form: "4", vowels: "", masdars: vec![] }).expect("a root of three");
//! assert!(forms.iter().any(|(key, f)| key == "يشير" && f.tense == Tense::Imperfect));
//! assert!(forms.iter().any(|(key, f)| key == "مشيرا" && f.tense == Tense::ActiveParticiple));
//! assert!(forms.iter().any(|(key, f)| key == "اشاره" && f.tense == Tense::Masdar));
//! ```

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Gender {
    /// Masculine.
    M,
    /// Feminine.
    F,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

/// What a form of a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Tense {
    /// The past: قال.
    Perfect,
    /// The present, in any mood: يقول، يقل.
    Imperfect,
    /// One who does: قائل.
    ActiveParticiple,
    /// One to whom it is done: مقول.
    PassiveParticiple,
    /// The verbal noun: قول.
    Masdar,
}

/// The features of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct VerbForm {
    /// What it is.
    pub tense: Tense,
    /// Whether it is a passive verb.
    pub passive: bool,
    /// 1, 2 or 3; 3 for nouns.
    pub person: u8,
    /// Gender of the subject, or of the noun.
    pub gender: Gender,
    /// Number of the subject, or of the noun.
    pub number: Number,
    /// Whether the form is an indefinite accusative in ا, as of an adverbial participle: مشيرا.
    pub accusative: bool,
}

/// A row of `verbs.tsv`.
#[derive(Clone, Debug)]
pub struct VerbRow<'r> {
    /// Third person masculine singular of the perfect.
    pub lemma: &'r str,
    /// Radicals separated by hyphens; hamza is ء.
    pub root: &'r str,
    /// 1 to 10, Q1, Q2, Q4.
    pub form: &'r str,
    /// For form 1: the middle vowels of perfect and imperfect.
    pub vowels: &'r str,
    /// Verbal nouns that do not follow from the pattern.
    pub masdars: Vec<&'r str>,
}

/// The templates of one form. `P` is the prefix of the imperfect.
struct Patterns {
    perfect: &'static str,
    perfect_passive: &'static str,
    imperfect: &'static str,
    imperfect_passive: &'static str,
    active: &'static str,
    passive: &'static str,
    masdars: &'static [&'static str],
}

const fn p(t: [&'static str; 6], masdars: &'static [&'static str]) -> Patterns {
    let [perfect, perfect_passive, imperfect, imperfect_passive, active, passive] = t;
    Patterns { perfect, perfect_passive, imperfect, imperfect_passive, active, passive, masdars }
}

/// `v` is the vowel of the row's `vowels` column.
fn patterns(form: &str) -> Option<Patterns> {
    Some(match form {
        "1" => p(["1a2v3", "1u2i3", "Pa12v3", "Pu12a3", "1A2i3", "ma12U3"], &[]),
        "2" => p(["1a22a3", "1u22i3", "Pu1a22i3", "Pu1a22a3", "mu1a22i3", "mu1a22a3"], &["ta12I3"]),
        "3" => p(["1A2a3", "1U2i3", "Pu1A2i3", "Pu1A2a3", "mu1A2i3", "mu1A2a3"], &["mu1A2a3aة"]),
        "4" => p(["ءa12a3", "ءu12i3", "Pu12i3", "Pu12a3", "mu12i3", "mu12a3"], &["ءi12A3"]),
        "5" => p(["ta1a22a3", "tu1u22i3", "Pata1a22a3", "Puta1a22a3", "muta1a22i3", "muta1a22a3"], &["ta1a22u3"]),
        "6" => p(["ta1A2a3", "tu1U2i3", "Pata1A2a3", "Puta1A2a3", "muta1A2i3", "muta1A2a3"], &["ta1A2u3"]),
        "7" => p(["in1a2a3", "", "Pan1a2i3", "", "mun1a2i3", ""], &["in1i2A3"]),
        "8" => p(["i1ta2a3", "u1tu2i3", "Pa1ta2i3", "Pu1ta2a3", "mu1ta2i3", "mu1ta2a3"], &["i1ti2A3"]),
        "9" => p(["i12a3a3", "", "Pa12a3i3", "", "mu12a3i3", ""], &["i12i3A3"]),
        "10" => p(["ista12a3", "ustu12i3", "Pasta12i3", "Pusta12a3", "musta12i3", "musta12a3"], &["isti12A3"]),
        "Q1" => p(["1a23a4", "1u23i4", "Pu1a23i4", "Pu1a23a4", "mu1a23i4", "mu1a23a4"], &["1a23a4aة"]),
        "Q2" => p(["ta1a23a4", "tu1u23i4", "Pata1a23a4", "Puta1a23a4", "muta1a23i4", "muta1a23a4"], &["ta1a23u4"]),
        "Q4" => p(["i12a3a44", "", "Pa12a3i44", "", "mu12a3i44", ""], &["i12i34A4"]),
        _ => return None,
    })
}

type Ph = Vec<char>;

struct Verb {
    radicals: Vec<char>,
    form: String,
    hollow: bool,
    doubled: bool,
    /// رأى drops its hamza in the imperfect (يرى) and in form IV (أرى).
    see: bool,
}

fn weak(c: char) -> bool {
    c == 'w' || c == 'y'
}

fn short(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u')
}

fn vowel(c: char) -> bool {
    short(c) || matches!(c, 'A' | 'I' | 'U')
}

fn long_of(c: char) -> char {
    match c {
        'a' => 'A',
        'i' => 'I',
        _ => 'U',
    }
}

impl Verb {
    fn new(row: &VerbRow<'_>) -> Option<Self> {
        let mut radicals: Vec<char> = row.root.split('-').map(|r| r.chars().next()).collect::<Option<_>>()?;
        let quad = row.form.starts_with('Q');
        if radicals.len() != if quad { 4 } else { 3 } {
            return None;
        }
        for r in &mut radicals {
            if matches!(r, 'أ' | 'إ' | 'آ' | 'ا') {
                *r = 'ء';
            }
        }
        // Form VIII of some hamzated roots has t for the hamza: اتخذ (to take) from ء-خ-ذ.
        if row.form == "8" && radicals[0] == 'ء' && row.lemma.starts_with("ات") {
            radicals[0] = 'ت';
        }
        let is_weak = |c: char| c == 'و' || c == 'ي';
        let last = radicals.len() - 1;
        let contracting = matches!(row.form, "1" | "4" | "7" | "8" | "10");
        let hollow = !quad && contracting && is_weak(radicals[1]) && !is_weak(radicals[2]) && {
            // عور، حول: strong middle و is marked by the lemma keeping it (استحوذ، ازدوج).
            !row.lemma.contains(radicals[1]) || matches!(row.form, "1") && row.lemma.chars().nth(1) == Some('ا')
        };
        let doubled = !quad
            && radicals[1] == radicals[2]
            && (contracting
                || (matches!(row.form, "3" | "6") && row.lemma.chars().count() < 4 + usize::from(row.form == "6")));
        let see = radicals == ['ر', 'ء', 'ي'] && matches!(row.form, "1" | "4");
        if is_weak(radicals[last]) {
            let derived = row.form != "1";
            radicals[last] = if derived || radicals[last] == 'ي' { 'y' } else { 'w' };
        }
        if hollow {
            radicals[1] = if radicals[1] == 'و' { 'w' } else { 'y' };
        }
        Some(Verb { radicals, form: row.form.to_owned(), hollow, doubled, see })
    }

    fn defective(&self) -> bool {
        self.radicals.last().is_some_and(|&c| weak(c))
    }

    /// A template with the radicals in place, without prefix or suffix.
    fn fill(&self, template: &str, middle: char, prefix: &str) -> Ph {
        let mut out: Ph = Vec::with_capacity(16);
        let first = self.radicals[0];
        let eighth = self.form == "8";
        for c in template.chars() {
            match c {
                'P' => out.extend(prefix.chars()),
                'v' => out.push(middle),
                't' if eighth && out.last() == Some(&'1') => out.push('t'),
                '1'..='4' => {
                    let radical = self.radicals[c as usize - '1' as usize];
                    out.push(radical);
                }
                _ => out.push(c),
            }
        }
        if eighth {
            // The infixed t follows the first radical: assimilation by Wright § 111-117.
            if let Some(at) = out.windows(2).position(|w| w[0] == first && w[1] == 't') {
                match first {
                    'د' | 'ذ' => {
                        out[at] = 'د';
                        out[at + 1] = 'د';
                    }
                    'ز' => out[at + 1] = 'د',
                    'ط' | 'ظ' => {
                        out[at] = 'ط';
                        out[at + 1] = 'ط';
                    }
                    'ص' | 'ض' => out[at + 1] = 'ط',
                    'و' | 'ي' => out[at] = 'ت',
                    _ => {}
                }
            }
        }
        for c in &mut out {
            *c = match *c {
                't' => 'ت',
                'n' => 'ن',
                'm' => 'م',
                's' => 'س',
                other => other,
            };
        }
        out
    }

    /// Weak radicals, doubling, assimilation. `finite`: a verb form, in which closed syllables shorten.
    fn sound_out(&self, mut ph: Ph, finite: bool) -> Ph {
        if self.see {
            // raʾy: drop the hamza after a consonant (يرأى -> يرى), keep it in the perfect of form I.
            if let Some(at) = ph.iter().rposition(|&c| c == 'ء').filter(|&at| at > 1 && !vowel(ph[at - 1])) {
                ph.remove(at);
            }
        }
        if self.hollow {
            ph = hollow(ph, finite);
        }
        if self.defective() {
            ph = defective(ph, finite);
        }
        if self.doubled || self.form == "9" {
            ph = contract(ph, self.radicals[1.min(self.radicals.len() - 1)], self.radicals[2]);
        }
        // Assimilated: iw -> I (إيقاف), uy -> U (يوقن), before a consonant.
        let mut i = 0;
        while i + 2 < ph.len() {
            if ph[i] == 'i' && ph[i + 1] == 'و' && !vowel(ph[i + 2]) && ph[i + 2] != 'و' {
                ph.splice(i..i + 2, ['I']);
            } else if ph[i] == 'u' && ph[i + 1] == 'ي' && !vowel(ph[i + 2]) && ph[i + 2] != 'ي' {
                ph.splice(i..i + 2, ['U']);
            }
            i += 1;
        }
        ph
    }
}

/// Middle weak radical: aw/ay + vowel -> A; consonant + w/y + vowel -> long vowel; before two consonants it shortens.
fn hollow(ph: Ph, finite: bool) -> Ph {
    let mut out: Ph = Vec::with_capacity(ph.len());
    let mut i = 0;
    while i < ph.len() {
        let c = ph[i];
        let next = ph.get(i + 1).copied();
        if weak(c) {
            match (out.last().copied(), next) {
                (Some('A'), Some(n)) if vowel(n) => out.push('ء'),
                // Masdars of VII and VIII keep a y: اختيار، انحياز.
                (Some('i'), Some('A')) => out.push('ي'),
                (Some(prev), Some(n)) if short(prev) && short(n) => {
                    out.pop();
                    out.push(if n == 'i' && prev == 'u' { 'I' } else { 'A' });
                    i += 1;
                }
                // ma12U3: مقول from w, مبيع from y.
                (Some(prev), Some('U')) if !vowel(prev) => {
                    out.push(if c == 'w' { 'U' } else { 'I' });
                    i += 1;
                }
                (Some(prev), Some(n)) if !vowel(prev) && vowel(n) => {
                    out.push(if short(n) { long_of(n) } else { n });
                    i += 1;
                }
                _ => out.push(if c == 'w' { 'و' } else { 'ي' }),
            }
        } else {
            out.push(c);
        }
        i += 1;
    }
    if finite {
        let closed = |at: usize, out: &Ph| {
            out.get(at + 1).is_some_and(|&c| !vowel(c) && c != '@') && out.get(at + 2).is_none_or(|&c| !vowel(c))
        };
        let mut at = 0;
        while at < out.len() {
            if matches!(out[at], 'A' | 'I' | 'U') && closed(at, &out) {
                out[at] = if out[at] == 'A' {
                    'a'
                } else if out[at] == 'I' {
                    'i'
                } else {
                    'u'
                };
            }
            at += 1;
        }
    }
    out
}

/// Last weak radical with what follows it. `Y` is a final ى, `@` the silent alef of وا.
fn defective(ph: Ph, finite: bool) -> Ph {
    let Some(at) = ph.iter().rposition(|&c| weak(c)) else { return ph };
    let is_w = ph[at] == 'w';
    let mut out: Ph = ph[..at].to_vec();
    let rest: Ph = ph[at + 1..].to_vec();
    let prev = out.last().copied().unwrap_or('a');
    let letter = if is_w { 'و' } else { 'ي' };
    let first = rest.first().copied();
    match (prev, first) {
        // إعطاء، ادعاء: long A + w/y -> hamza.
        ('A', _) => {
            out.push('ء');
            out.extend(rest);
        }
        // مدعوّ، مرميّ
        ('U', _) => {
            out.pop();
            out.push(if is_w { 'u' } else { 'i' });
            out.push(letter);
            out.extend(rest);
        }
        ('a', Some('a' | 'i' | 'u')) => {
            // Third person feminine drops it: دعت، نفت. Otherwise final ا or ى.
            let tail: String = rest.iter().collect();
            if tail.starts_with("aت") {
                out.extend(rest);
            } else {
                out.pop();
                out.push(if is_w && finite && rest.len() == 1 {
                    'A'
                } else if rest.len() == 1 {
                    'Y'
                } else {
                    'A'
                });
                out.extend(rest.into_iter().skip(1));
            }
        }
        ('a', None) => {
            out.pop();
            out.push('Y');
        }
        ('a', Some('U')) => {
            out.push('و');
            out.extend(rest.into_iter().skip(1));
        }
        ('a', Some('I')) => {
            out.push('ي');
            out.extend(rest.into_iter().skip(1));
        }
        ('i' | 'u', Some('U' | 'I')) => {
            out.pop();
            out.extend(rest);
        }
        ('i', Some('a' | 'A')) => {
            out.push('ي');
            out.extend(rest);
        }
        ('u', Some('a' | 'A')) => {
            out.push('و');
            out.extend(rest);
        }
        ('i' | 'u', Some('u' | 'i')) => {
            out.pop();
            out.push(if prev == 'i' { 'I' } else { 'U' });
            out.extend(rest.into_iter().skip(1));
        }
        ('i' | 'u', _) => {
            out.pop();
            out.push(if prev == 'i' { 'I' } else { 'U' });
            out.extend(rest);
        }
        _ => {
            out.push(letter);
            out.extend(rest);
        }
    }
    out
}

/// Doubled radicals join where a vowel follows the second: ردد + a -> ردّ, يردد + u -> يردّ.
fn contract(mut ph: Ph, second: char, third: char) -> Ph {
    let double = if second == third { second } else { third };
    let mut i = 1;
    while i + 3 < ph.len() + 1 {
        let follows = ph.get(i + 3).is_some_and(|&c| vowel(c));
        if ph.get(i) == Some(&double)
            && ph.get(i + 1).is_some_and(|&c| short(c))
            && ph.get(i + 2) == Some(&double)
            && follows
        {
            let v = ph.remove(i + 1);
            if !vowel(ph[i - 1]) {
                ph.insert(i, v);
            }
            break;
        }
        i += 1;
    }
    ph
}

/// Spells phonemes as a folded key. Every hamza that stands on alef is ا, ى is ي, ة is ه.
fn spell(ph: &[char]) -> Vec<String> {
    let mut out = vec![String::with_capacity(ph.len() * 2)];
    // A doubled hamza (ترأّس) is written once.
    let mut ph = ph.to_vec();
    ph.dedup_by(|a, b| *a == 'ء' && *b == 'ء');
    let push = |out: &mut Vec<String>, c: char| out.iter_mut().for_each(|s| s.push(c));
    let mut i = 0;
    while i < ph.len() {
        let c = ph[i];
        match c {
            'i' | 'u' | 'a' if i == 0 => push(&mut out, 'ا'),
            'a' | 'i' | 'u' => {}
            'A' => push(&mut out, 'ا'),
            'I' | 'Y' => push(&mut out, 'ي'),
            'U' => push(&mut out, 'و'),
            '@' => push(&mut out, 'ا'),
            'w' => push(&mut out, 'و'),
            'y' => push(&mut out, 'ي'),
            'ة' => push(&mut out, 'ه'),
            'ء' => {
                let next = ph.get(i + 1).copied();
                if i == 0 {
                    push(&mut out, 'ا');
                    // ءA and ءaء: آ. ءiء: إي, ءuء: أو.
                    let long = next == Some('A')
                        || (ph.get(2) == Some(&'ء') && next == Some('a') && ph.get(3).is_none_or(|&c| !vowel(c)));
                    if next == Some('A') {
                        i += 1;
                    } else if long {
                        i += 2;
                    } else if ph.get(2) == Some(&'ء') && ph.get(3).is_none_or(|&c| !vowel(c)) {
                        push(&mut out, if next == Some('i') { 'ي' } else { 'و' });
                        i += 2;
                    }
                } else {
                    let prev = ph[i - 1];
                    let last = next.is_none() || (i + 2 == ph.len() && next.is_some_and(short));
                    let seat = hamza(prev, if last { None } else { next });
                    let variants = seat == 'ؤ' && matches!(next, Some('U'));
                    if variants {
                        // بدؤوا and بدأوا, جاؤوا and جاءوا: both are printed.
                        let other = if prev == 'A' { 'ء' } else { 'ا' };
                        let copies: Vec<String> = out.iter().map(|s| format!("{s}{other}")).collect();
                        push(&mut out, 'ؤ');
                        out.extend(copies);
                    } else {
                        push(&mut out, seat);
                        if seat == 'ا' && next == Some('A') {
                            i += 1;
                        }
                    }
                }
            }
            _ => {
                // A doubled consonant is written once.
                if i + 1 < ph.len() && ph[i + 1] == c {
                    i += 1;
                }
                push(&mut out, c);
            }
        }
        i += 1;
    }
    out
}

/// The seat of a hamza inside or at the end of a word, by the stronger of its vowels (i, u, a).
fn hamza(prev: char, next: Option<char>) -> char {
    match next {
        None => match prev {
            'a' => 'ا',
            'i' => 'ئ',
            'u' => 'ؤ',
            _ => 'ء',
        },
        Some(n) => {
            if matches!(prev, 'i' | 'I' | 'ي' | 'y') || matches!(n, 'i' | 'I') {
                'ئ'
            } else if prev == 'u' || matches!(n, 'u' | 'U') {
                'ؤ'
            } else if matches!(prev, 'A' | 'U' | 'و') {
                'ء'
            } else {
                'ا'
            }
        }
    }
}

/// Perfect suffixes: person, gender, number, phonemes.
const PERFECT: &[(u8, Gender, Number, &str)] = {
    use Gender::{F, M};
    use Number::{Dual, Plural, Singular};
    &[
        (3, M, Singular, "a"),
        (3, F, Singular, "aت"),
        (3, M, Dual, "A"),
        (3, F, Dual, "aتA"),
        (3, M, Plural, "U@"),
        (3, F, Plural, "نa"),
        (2, M, Singular, "تa"),
        (2, M, Plural, "تuم"),
        (1, M, Singular, "تu"),
        (1, M, Plural, "نA"),
    ]
};

/// Imperfect: prefix consonant, then suffixes of indicative, and of subjunctive/jussive.
const IMPERFECT: &[(u8, Gender, Number, &str, &[&str])] = {
    use Gender::{F, M};
    use Number::{Dual, Plural, Singular};
    &[
        (3, M, Singular, "ي", &["u", ""]),
        (3, F, Singular, "ت", &["u", ""]),
        (3, M, Dual, "ي", &["Aنi", "A"]),
        (3, F, Dual, "ت", &["Aنi", "A"]),
        (3, M, Plural, "ي", &["Uنa", "U@"]),
        (3, F, Plural, "ي", &["نa"]),
        (2, M, Plural, "ت", &["Uنa", "U@"]),
        (1, M, Singular, "ء", &["u", ""]),
        (1, M, Plural, "ن", &["u", ""]),
    ]
};

/// Suffixes of a sound participle, on its stem: gender, number, phonemes, accusative.
const PARTICIPLE: &[(Gender, Number, &str, bool)] = {
    use Gender::{F, M};
    use Number::{Dual, Plural, Singular};
    &[
        (M, Singular, "u", false),
        (M, Singular, "A", true),
        (F, Singular, "aة", true),
        (M, Dual, "Aنi", false),
        (M, Dual, "ayنi", true),
        (F, Dual, "aتAنi", false),
        (F, Dual, "aتayنi", true),
        (M, Plural, "Uنa", false),
        (M, Plural, "Iنa", true),
        (F, Plural, "At", true),
    ]
};

/// All forms of a verb with their features; folded keys, each pair once. `None` if root or form cannot be read.
pub fn conjugate(row: &VerbRow<'_>) -> Option<Vec<(String, VerbForm)>> {
    let verb = Verb::new(row)?;
    let patterns = patterns(row.form)?;
    let mut vowels = row.vowels.split('-').map(|v| v.chars().next().unwrap_or('a'));
    let (perfect_vowel, imperfect_vowel) = (vowels.next().unwrap_or('a'), vowels.next().unwrap_or('u'));
    let mut out = Forms::default();

    let first_weak = verb.radicals[0] == 'و'
        && row.form == "1"
        && matches!((perfect_vowel, imperfect_vowel), ('a', 'i' | 'a') | ('i', 'i'));
    for (passive, template, middle) in [(false, patterns.perfect, perfect_vowel), (true, patterns.perfect_passive, 'i')]
    {
        if template.is_empty() {
            continue;
        }
        for &(person, gender, number, suffix) in PERFECT {
            let mut ph = verb.fill(template, middle, "");
            ph.extend(suffix.chars());
            let form = VerbForm { tense: Tense::Perfect, passive, person, gender, number, accusative: false };
            out.add(&verb.sound_out(ph, true), form);
            // With an object pronoun the final ى is ا: نفاه.
            if verb.defective() && suffix == "a" && !passive {
                let mut ph = verb.sound_out(verb.fill(template, middle, "").into_iter().chain(['a']).collect(), true);
                if let Some(last) = ph.last_mut().filter(|c| **c == 'Y') {
                    *last = 'A';
                    out.add(&ph, form);
                }
            }
        }
    }
    for (passive, template) in [(false, patterns.imperfect), (true, patterns.imperfect_passive)] {
        if template.is_empty() {
            continue;
        }
        for &(person, gender, number, prefix, suffixes) in IMPERFECT {
            for (mood, suffix) in suffixes.iter().enumerate() {
                let mut ph = verb.fill(template, imperfect_vowel, prefix);
                // Form IV: يُؤَفعل -> يُفعل has no hamza of the pattern to drop: the template has none.
                if first_weak
                    && !passive
                    && let Some(at) = ph.iter().position(|&c| c == 'و').filter(|&at| at == 2)
                {
                    ph.remove(at);
                }
                ph.extend(suffix.chars());
                if suffix.is_empty() && verb.defective() {
                    // Jussive: the last radical goes (لم يدعُ); the subjunctive keeps it like the indicative.
                    ph.pop();
                    let form = VerbForm { tense: Tense::Imperfect, passive, person, gender, number, accusative: false };
                    out.add(&ph, form);
                    continue;
                }
                if suffix.is_empty() && verb.doubled {
                    ph.push('a');
                }
                let _ = mood;
                let form = VerbForm { tense: Tense::Imperfect, passive, person, gender, number, accusative: false };
                let mut ph = verb.sound_out(ph, true);
                out.add(&ph, form);
                // So in the imperfect: ترعاها, يتبناه.
                if verb.defective()
                    && !passive
                    && let Some(last) = ph.last_mut().filter(|c| **c == 'Y')
                {
                    *last = 'A';
                    out.add(&ph, form);
                }
            }
        }
    }
    for (tense, template) in [(Tense::ActiveParticiple, patterns.active), (Tense::PassiveParticiple, patterns.passive)]
    {
        if template.is_empty() {
            continue;
        }
        for &(gender, number, suffix, accusative) in PARTICIPLE {
            let form = VerbForm { tense, passive: false, person: 3, gender, number, accusative };
            let mut ph = verb.fill(template, 'a', "");
            ph.extend(suffix.chars().map(|c| if c == 't' { 'ت' } else { c }));
            let derived_passive = tense == Tense::PassiveParticiple && row.form != "1";
            if verb.defective() && suffix == "u" && !derived_passive && tense == Tense::ActiveParticiple {
                // داعٍ and الداعي
                out.add(&verb.sound_out(ph.clone(), false), form);
                ph.truncate(ph.len() - 2);
                out.add(&ph, form);
                continue;
            }
            out.add(&verb.sound_out(ph, false), form);
        }
    }
    let noun = |accusative| VerbForm {
        tense: Tense::Masdar,
        passive: false,
        person: 3,
        gender: Gender::M,
        number: Number::Singular,
        accusative,
    };
    for template in patterns.masdars {
        let mut ph = verb.fill(template, 'a', "");
        let last = verb.radicals.last().copied().unwrap_or('a');
        if row.form == "2" && (verb.defective() || last == 'ء') {
            // تسمية، تهنئة: taf'ila where the last radical is weak or hamza.
            ph = verb.fill("ta12i3aة", 'a', "");
        } else if matches!(row.form, "5" | "6") && verb.defective() {
            // التحدي، التفادي: the vowel before a last y is i; indefinite تحدٍّ.
            let ph = verb.fill(if row.form == "5" { "ta1a22I" } else { "ta1A2I" }, 'a', "");
            out.add(&ph, noun(false));
            out.add(&ph[..ph.len() - 1], noun(false));
            continue;
        } else if verb.hollow && matches!(row.form, "4" | "10") {
            // إفادة، استفادة
            ph = verb.fill(if row.form == "4" { "ءi12A3aة" } else { "isti12A3aة" }, 'a', "");
        }
        let ph = verb.sound_out(ph, false);
        out.add(&ph, noun(false));
        if ph.last() != Some(&'ة') {
            let mut accusative = ph;
            if !(accusative.ends_with(&['A', 'ء'])) {
                accusative.push('A');
            }
            out.add(&accusative, noun(true));
        }
    }
    for masdar in &row.masdars {
        let key = fold_plain(masdar);
        out.add_key(key.clone(), noun(false));
        if !key.ends_with('ه') && !key.ends_with('ء') && !key.ends_with("ي") && !masdar.contains(' ') {
            out.add_key(format!("{key}ا"), noun(true));
        }
    }
    Some(out.0)
}

/// The fold of a pack cell for keys made here: the same letters as `fold.tsv`, for cells that hold plain letters only.
fn fold_plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            other => other,
        })
        .collect()
}

#[derive(Default)]
struct Forms(Vec<(String, VerbForm)>);

impl Forms {
    fn add(&mut self, ph: &[char], form: VerbForm) {
        for key in spell(ph) {
            self.add_key(key, form);
        }
    }

    fn add_key(&mut self, key: String, form: VerbForm) {
        if !self.0.iter().any(|(k, f)| *f == form && *k == key) {
            self.0.push((key, form));
        }
    }
}
