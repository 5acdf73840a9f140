//! Names that are words or other names too: which of them a report means.

use super::{Facts, Hit, Is, Words, YEARS_AFTER, YEARS_BEFORE};
use mahdar_doc::{Document, EntityKind, TokenId, TokenKind};
use mahdar_lang::{Entry, NamedBy, Phrase, TitleClass};

impl<'l> Words<'l> {
    /// القيود المالية are financial: the adjective and name of Mali stand for the state only in a report that shows it for one,
    /// by its capital, its people, or the name behind a preposition or a word for a state.
    pub(super) fn ground_mali(&mut self, doc: &Document) {
        const PEOPLE: [&str; 7] = ["باماكو", "بماكو", "الماليين", "الماليون", "للماليين", "ماليين", "ازواد"];
        const BEFORE: [&str; 17] = [
            "خارجيه",
            "في",
            "فى",
            "الي",
            "من",
            "شمال",
            "جنوب",
            "وسط",
            "جمهوريه",
            "دوله",
            "حكومه",
            "جيش",
            "رئيس",
            "حول",
            "بشان",
            "وسلطات",
            "سلطات",
        ];
        let key = |i: usize| doc.key_at(i);
        let stem = |i: usize| self.tells(i, Facts::MALI);
        let found: Vec<usize> = (0..self.words.len()).filter(|&i| stem(i)).collect();
        if found.is_empty() {
            return;
        }
        let shown = (0..self.words.len()).any(|i| {
            let state = matches!(key(i), "مالي" | "ومالي");
            // حذرت مالي وبوركينا فاسو: among states, or behind a feminine verb.
            let beside = |k: usize| self.at(k).has(Is::ACTOR) && !stem(k);
            let among = state
                && (key(i) == "ومالي" && i > 0 && beside(i - 1)
                    || self.at(i + 1).has(Is::CONJUNCT) && beside(i + 1)
                    || i > 0 && self.is_only_verb(i - 1) && key(i - 1).ends_with('ت'));
            PEOPLE.contains(&key(i))
                || state && i > 0 && BEFORE.contains(&key(i - 1))
                || among
                || matches!(key(i), "لمالي" | "بمالي")
                || key(i) == "الماليه"
                    && i > 0
                    && matches!(
                        key(i - 1).trim_start_matches('و'),
                        "الحكومه" | "القوات" | "الخارجيه" | "الاراضي" | "الرئاسه" | "المعارضه" | "الحدود"
                    )
                || key(i) == "المالي"
                    && i > 0
                    && matches!(key(i - 1).trim_start_matches('و'), "الجيش" | "الرئيس" | "الشعب")
        });
        if shown {
            return;
        }
        for i in found {
            let word = &mut self.words[i];
            let is = word.is.0 & !(Is::NISBA.0 | Is::ACTOR.0);
            word.is = Is(is | Is::ADJ.0 | Is::NOMINAL.0);
            word.facts = word.facts.without(Facts::NISBA);
            self.retain_hits(i, |hit| hit.end as usize > i + 1 || !matches!(hit.phrase, Phrase::Actor { .. }));
        }
    }

    /// عناصر القاعدة, قياديا في القاعدة, القاعدة تهدد: behind those who fight or lead in it, or where it speaks and strikes, the base is
    /// al-Qaeda; القاعدة العسكرية, الوصول إلى القاعدة are none.
    pub(super) fn ground_qaeda(&mut self, doc: &Document) {
        const OF_IT: [&str; 34] = [
            "عناصر",
            "عنصر",
            "عضو",
            "اعضا",
            "اعضاء",
            "قيادي",
            "قياديا",
            "قياديي",
            "قياديين",
            "قياده",
            "قيادات",
            "زعيم",
            "زعما",
            "زعماء",
            "قائد",
            "قاءد",
            "قاده",
            "مسلحي",
            "مسلحو",
            "مقاتلي",
            "مقاتلو",
            "انصار",
            "خلايا",
            "خليه",
            "شبكه",
            "فرع",
            "جناح",
            "متشددي",
            "معاقل",
            "معسكرات",
            "هجمات",
            "اعتداءات",
            "تهديدات",
            "متمردي",
        ];
        const NEAR_IT: [&str; 10] = ["مرتبط", "تابع", "موالي", "موال", "مقرب", "صله", "صلات", "انتما", "علاق", "ارتباط"];
        const SPEAKS: [&str; 18] = [
            "تبنت",
            "تتبني",
            "هددت",
            "تهدد",
            "توعدت",
            "تتوعد",
            "اعلنت",
            "تعلن",
            "نفت",
            "تنفي",
            "دعت",
            "تدعو",
            "حذرت",
            "تحذر",
            "هاجمت",
            "تهاجم",
            "خطفت",
            "تخطف",
        ];
        let lexicon = self.lexicon;
        let qaeda = |hit: &Hit| {
            matches!(hit.phrase, Phrase::Actor { actor, by: NamedBy::Epithet }
                if lexicon.actors[actor as usize].code.as_deref() == Some("QAEDA"))
        };
        for i in 0..self.words.len() {
            if !self.tells(i, Facts::ACTOR) || !doc.key_at(i).ends_with("قاعده") || !self.hits(i).iter().any(qaeda)
            {
                continue;
            }
            let key = |k: usize| doc.tokens.get(k).map_or("", |_| doc.key_at(k).trim_start_matches('و'));
            let bare = |k: usize| key(k).strip_prefix("ال").unwrap_or(key(k)).to_owned();
            // القاعدة الجوية الأميركية
            let next = self.at(i + 1);
            let described = next.has(Is::ARTICLE) && (next.has(Is::ADJ) || next.has(Is::NISBA));
            let before = |n: usize| if i >= n { bare(i - n) } else { String::new() };
            let prefixed = self.at(i).has(Is::PREFIXED);
            let near = |word: &str| NEAR_IT.iter().any(|stem| word.starts_with(stem));
            let of_it = OF_IT.contains(&&*before(1))
                // عضوا بارزا في القاعدة
                || matches!(&*before(1), "في" | "من") && (2..4).any(|n| OF_IT.contains(&before(n).trim_end_matches('ا')))
                || prefixed && near(&before(1))
                || matches!(&*before(1), "من" | "مع") && near(&before(2));
            let speaks = SPEAKS.contains(&&*before(1)) || SPEAKS.contains(&key(i + 1));
            if described || !of_it && !speaks {
                continue;
            }
            let (from, to) = self.words[i].hits;
            for hit in &mut self.hits[from as usize..to as usize] {
                if qaeda(hit)
                    && let Phrase::Actor { actor, .. } = hit.phrase
                {
                    hit.phrase = Phrase::Actor { actor, by: NamedBy::Name };
                }
            }
            self.settle(doc, i);
        }
    }

    /// Leaves token `i` only the phrases that `keep` keeps; tells whether one was taken.
    fn retain_hits(&mut self, i: usize, keep: impl Fn(&Hit) -> bool) -> bool {
        let (from, to) = self.words[i].hits;
        let mut end = from;
        for k in from..to {
            let hit = self.hits[k as usize];
            if keep(&hit) {
                self.hits[end as usize] = hit;
                end += 1;
            }
        }
        self.words[i].hits.1 = end;
        end < to
    }

    /// أفرجت إسرائيل اليوم عن أسرى: a state and today are no outlet; ذكرت "روسيا اليوم", نقلت قناة روسيا اليوم عن مصدر: they
    /// are where a word for an outlet, a mark, or a verb of passing news on stands before them.
    pub(super) fn ground_today(&mut self, doc: &Document) {
        const PASSES_ON: [&str; 34] = [
            "ذكر",
            "ذكرت",
            "نقل",
            "نقلت",
            "تنقل",
            "افاد",
            "افادت",
            "اورد",
            "اوردت",
            "نشر",
            "نشرت",
            "تنشر",
            "بث",
            "بثت",
            "كتب",
            "كتبت",
            "عرض",
            "عرضت",
            "بحسب",
            "حسب",
            "وفق",
            "نقلا",
            "عن",
            "عبر",
            "موقع",
            "مراسل",
            "مراسله",
            "مراسلو",
            "مكتب",
            "شاشه",
            "لقاء",
            "حاورت",
            "مقابله",
            "المصدر",
        ];
        let lexicon = self.lexicon;
        for i in 0..self.words.len().saturating_sub(1) {
            if !self.tells(i, Facts::ACTOR) || doc.key_at(i + 1) != "اليوم" {
                continue;
            }
            let outlet = |hit: &Hit| {
                hit.end as usize == i + 2
                    && matches!(hit.phrase, Phrase::Actor { actor, .. } if lexicon.actors[actor as usize].outlet)
            };
            let here = self.hits(i);
            let place = here.iter().any(|hit| {
                let named = match hit.phrase {
                    Phrase::Actor { actor, by: NamedBy::Name | NamedBy::Capital } => {
                        lexicon.actors[actor as usize].kind == EntityKind::State
                    }
                    Phrase::Place(_) => true,
                    _ => false,
                };
                named && hit.end as usize == i + 1
            });
            if !place || !here.iter().any(outlet) {
                continue;
            }
            // لروسيا اليوم: news is told to whom ل marks.
            let told = here.iter().any(|hit| outlet(hit) && doc.key_at(i)[..hit.stem as usize].ends_with('ل'));
            let before = i.checked_sub(1);
            let word = before.map_or("", |k| doc.key_at(k).trim_start_matches('و'));
            let opens = before.is_none_or(|k| doc.tokens[k].kind != TokenKind::Word);
            let alone = opens && doc.tokens.get(i + 2).is_none_or(|t| t.kind != TokenKind::Word);
            let kind = |k: usize| doc.tokens.get(k).map(|t| t.kind);
            let marked = before
                .and_then(kind)
                .is_some_and(|k| matches!(k, TokenKind::Open | TokenKind::Quote | TokenKind::OpenBracket))
                && kind(i + 2)
                    .is_some_and(|k| matches!(k, TokenKind::Close | TokenKind::Quote | TokenKind::CloseBracket));
            if told || alone || marked || PASSES_ON.contains(&word) {
                continue;
            }
            self.retain_hits(i, |hit| !outlet(hit));
            self.settle(doc, i);
        }
    }

    /// عمان is Amman (عمّان) and Oman (عُمان): the state behind a word for who rules or serves one, beside a state of the Gulf, or
    /// in a report that shows Oman and not Jordan.
    pub(super) fn ground_oman(&mut self, doc: &Document) {
        const RULES: [&str; 19] = [
            "سلطان",
            "حكومه",
            "دوله",
            "خليج",
            "بحر",
            "خارجيه",
            "دفاع",
            "داخليه",
            "سفير",
            "سفاره",
            "ساحل",
            "سواحل",
            "قباله",
            "جيش",
            "مندوب",
            "وزراء",
            "شرطه",
            "وساطه",
            "مياه",
        ];
        const GULF: [&str; 5] = ["السعوديه", "الامارات", "قطر", "الكويت", "البحرين"];
        let (Some(oman), Some(jordan)) = (self.lexicon.body_row("OMN"), self.lexicon.body_row("JOR")) else { return };
        let capital = Phrase::Actor { actor: jordan, by: NamedBy::Capital };
        if !self.hits.iter().any(|hit| hit.phrase == capital) {
            return;
        }
        let key = |i: usize| doc.key_at(i);
        let bare = |i: usize| key(i).trim_start_matches(['و', 'ب', 'ل']);
        let shows = |words: &[&str]| (0..self.words.len()).any(|i| words.iter().any(|word| bare(i).starts_with(word)));
        let found: Vec<usize> = (0..self.words.len()).filter(|&i| bare(i) == "عمان").collect();
        if found.is_empty() {
            return;
        }
        let only_oman = shows(&["سلطنه", "مسقط", "العماني", "عماني", "البوسعيدي"])
            && !shows(&["الاردن", "اردني", "الصفدي", "الهاشمي"]);
        for i in found {
            let surface = doc.surface(TokenId::from_index(i));
            let before = if i > 0 { bare(i - 1) } else { "" };
            let rules = RULES.contains(&before.strip_prefix("ال").unwrap_or(before)) && key(i) == "عمان";
            let gulf =
                |k: usize| GULF.iter().any(|state| bare(k) == *state || bare(k) == state.trim_start_matches("ال"));
            let beside = i > 0 && key(i).starts_with('و') && gulf(i - 1)
                || i + 1 < self.words.len() && key(i + 1).starts_with('و') && gulf(i + 1);
            let vocalised = surface.contains("عُم");
            let capital = surface.contains("مّ") || matches!(before, "العاصمه" | "مدينه");
            if capital || !(vocalised || rules || beside || only_oman) {
                continue;
            }
            let (from, to) = self.words[i].hits;
            // خليج عمان is a sea, and no party.
            if matches!(before, "خليج" | "بحر") {
                self.words[i].hits.1 = from;
                let is = self.words[i].is.0 & !Is::ACTOR.0;
                self.words[i].is = Is(is | Is::NOMINAL.0);
                continue;
            }
            for hit in &mut self.hits[from as usize..to as usize] {
                if let Phrase::Actor { actor, by } = &mut hit.phrase
                    && *actor == jordan
                    && hit.end as usize == i + 1
                {
                    (*actor, *by) = (oman, NamedBy::Name);
                }
            }
        }
    }

    /// Takes the family names that titles and given names have shown for names wherever they stand alone:
    /// السفير ثامر السبهان ... وصفه السبهان.
    pub fn learn_names(&mut self, doc: &Document) {
        let mut known: Vec<&str> = Vec::new();
        // Phrases do not leave their sentence; found so, they are there for the stages that follow.
        for sentence in &doc.sentences {
            let mut i = sentence.first.index();
            while i < sentence.last.index() {
                let is = self.at(i);
                if !(is.has(Is::TITLE) || is.has(Is::NAME)) || is.has(Is::PUNCT) {
                    i += 1;
                    continue;
                }
                let np = crate::np::noun_phrase(doc, self, i, sentence.last.index());
                let name = np.as_ref().and_then(|np| np.name).filter(|(from, to)| to - from >= 2);
                if let Some((_, to)) = name {
                    let key = doc.key_at(to - 1);
                    if key.chars().count() > 3 && !known.contains(&key) {
                        known.push(key);
                    }
                }
                i = np.map_or(i + 1, |np| np.end.max(i + 1));
            }
        }
        if known.is_empty() {
            return;
        }
        let mut changed: Vec<usize> = Vec::new();
        for i in 0..self.words.len() {
            let is = self.at(i);
            let plain = is.has(Is::UNKNOWN) || is.has(Is::ARTICLE) && !is.has(Is::NOUN);
            // كريم العلوي ... أبرز العلوي: a family name that is a word for people too.
            let people = is.has(Is::TITLE)
                && is.has(Is::ARTICLE)
                && self.hits(i).iter().all(|h| match h.phrase {
                    // يوسف الشاهد ... الشاهد: so is one for a source.
                    Phrase::Title { title, .. } => matches!(
                        self.lexicon.titles[title as usize].class,
                        mahdar_lang::TitleClass::People | mahdar_lang::TitleClass::Anonymous
                    ),
                    _ => true,
                });
            // غسان سلامة ... أوضح سلامة في: nor is a common noun one where a verb of saying stands before it and no genitive behind.
            let spoken = is.has(Is::NOUN) && !is.has(Is::ARTICLE) && !is.has(Is::TITLE) && self.stands_as_name(doc, i);
            // يائير لابيد ... هاتف لابيد: what is a word only if a letter is cut off is a name where it is known for one.
            let cut = !is.has(Is::NOUN)
                && !is.has(Is::FUNCTION)
                && !self.analyses(i).is_empty()
                && self.analyses(i).iter().all(|a| a.stem > 0 && !a.before.article);
            let plain = plain || spoken || cut;
            if !plain || is.has(Is::PUNCT) || is.has(Is::FUNCTION) || is.has(Is::ACTOR) || is.has(Is::TITLE) && !people
            {
                continue;
            }
            let key = doc.key_at(i);
            let bare = key.strip_prefix('و').unwrap_or(key);
            if known.contains(&key) || known.contains(&bare) {
                let conjunct = if known.contains(&key) { 0 } else { Is::CONJUNCT.0 };
                self.words[i].is = Is(Is::NAME.0 | Is::NOMINAL.0 | conjunct | is.0 & Is::ARTICLE.0);
                changed.push(i);
            }
        }
        self.phrases.forget(&changed);
    }

    /// Whether a noun at `i` stands where a name does: behind a verb of saying or عن, and before what a genitive cannot be.
    pub(super) fn stands_as_name(&self, doc: &Document, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let is = self.at(before);
        let said = is.has(Is::CUE) && is.has(Is::VERB) || matches!(doc.key_at(before), "عن" | "بحسب");
        let next = self.at(i + 1);
        // وكان عمر قد التقى: between كان and قد stands a subject.
        let key = |k: usize| doc.tokens.get(k).map_or("", |_| doc.key_at(k));
        if matches!(key(before), "كان" | "وكان" | "كانت" | "وكانت") && key(i + 1) == "قد" {
            return true;
        }
        let ends = i + 1 >= self.words.len()
            || next.has(Is::PUNCT)
            || next.has(Is::PREP)
            || next.has(Is::COMP)
            || next.has(Is::PREFIXED)
            || next.has(Is::TIME)
            || next.has(Is::ADVERB);
        said && ends
    }

    /// الحزب الحاكم, المجلس العسكري الحاكم: behind a definite body the word for a governor is an adjective.
    pub(super) fn ground_ruling(&mut self, doc: &Document) {
        let key = |i: usize| doc.key_at(i);
        let title = |hit: &Hit| matches!(hit.phrase, Phrase::Title { .. });
        let lexicon = self.lexicon;
        let body = |hit: &Hit| {
            matches!(hit.phrase, Phrase::Title { title, .. }
                if lexicon.titles[title as usize].class == TitleClass::Body)
        };
        let definite =
            |i: usize| key(i).trim_start_matches(['و', 'ف', 'ب', 'ك']).starts_with("ال") || key(i).starts_with("لل");
        for i in 1..self.words.len() {
            if !matches!(key(i), "الحاكم" | "الحاكمه") || !self.hits(i).iter().any(title) {
                continue;
            }
            let behind = |k: usize| definite(k) && self.hits(k).iter().any(body);
            let described = i > 1 && self.at(i - 1).has(Is::ADJ) && definite(i - 1) && behind(i - 2);
            if !behind(i - 1) && !described {
                continue;
            }
            self.retain_hits(i, |hit| !title(hit));
            let word = &mut self.words[i];
            word.is = Is(word.is.0 & !Is::TITLE.0 | Is::ADJ.0 | Is::NOMINAL.0);
        }
    }

    /// The states and parties that the report names, sorted: by their names, capitals, persons in full, and adjectives; of the
    /// phrases only those that `counts` takes, by token and phrase.
    fn sides_named(&self, doc: &Document, counts: impl Fn(usize, &Hit) -> bool) -> Vec<&'l str> {
        let lexicon = self.lexicon;
        let mut named: Vec<&'l str> = Vec::new();
        for i in 0..self.words.len() {
            for hit in self.hits(i).iter().filter(|hit| counts(i, hit)) {
                let Phrase::Actor { actor, by } = hit.phrase else { continue };
                let row = &lexicon.actors[actor as usize];
                if !row.outlet && by != NamedBy::Epithet && by != NamedBy::Short {
                    named.extend(row.party.iter().chain(&row.code).map(|party| root(party)));
                }
                named.extend(row.home.as_deref());
            }
            if let Some((party, ..)) = self.nisba(doc, i) {
                named.extend(lexicon.parties.get(party as usize).map(|party| root(party)));
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }

    /// حزب العمال, الحزب الديمقراطي: a name that bodies of several states have is not the row's where the report names other
    /// states and never the row's own.
    pub(super) fn ground_shared(&mut self, doc: &Document) {
        let lexicon = self.lexicon;
        let shared = |i: usize, hit: &Hit| {
            let Phrase::Actor { actor, .. } = hit.phrase else { return false };
            let Some(names) = lexicon.shared.get(&actor) else { return false };
            let mut text = doc.key_at(i)[hit.stem as usize..].to_owned();
            for k in i + 1..hit.end as usize {
                text.push(' ');
                text.push_str(doc.key_at(k));
            }
            // للحزب الديمقراطي
            let bare = |name: &str| name.strip_prefix("ال").or(name.strip_prefix('ل')).unwrap_or(name).to_owned();
            names.iter().any(|name| bare(name) == bare(&text))
        };
        if !(0..self.words.len()).any(|i| self.hits(i).iter().any(|hit| shared(i, hit))) {
            return;
        }
        let named = self.sides_named(doc, |i, hit| !shared(i, hit));
        let states = |party: &&str| lexicon.body_of(party).is_some_and(|row| row.kind == EntityKind::State);
        if !named.iter().any(states) {
            return;
        }
        let abroad = |hit: &Hit| {
            let Phrase::Actor { actor, .. } = hit.phrase else { return false };
            let party = lexicon.actors[actor as usize].party.as_deref();
            party.is_none_or(|party| named.binary_search(&root(party)).is_err())
        };
        // مجلس الشيوخ الأرجنتيني: the adjective right behind it says of which state, whoever else the report names.
        let anothers = |i: usize, hit: &Hit| {
            let Phrase::Actor { actor, .. } = hit.phrase else { return false };
            let end = hit.end as usize;
            let adjective = (end < self.words.len()).then(|| self.nisba(doc, end)).flatten();
            let of = adjective.and_then(|(party, ..)| lexicon.parties.get(party as usize));
            let own = lexicon.actors[actor as usize].party.as_deref();
            shared(i, hit) && of.is_some_and(|of| own.is_none_or(|own| root(own) != root(of)))
        };
        let others: Vec<Vec<Hit>> = (0..self.words.len())
            .map(|i| {
                self.hits(i).iter().filter(|hit| abroad(hit) && shared(i, hit) || anothers(i, hit)).copied().collect()
            })
            .collect();
        let mut changed: Vec<usize> = Vec::new();
        for (i, drop) in others.iter().enumerate().filter(|(_, drop)| !drop.is_empty()) {
            if self.retain_hits(i, |hit| !drop.iter().any(|d| d.phrase == hit.phrase && d.end == hit.end)) {
                changed.push(i);
                self.settle(doc, i);
            }
        }
        self.phrases.forget(&changed);
    }

    /// Takes family names of persons of the packs back where the report has no ground for them: السلمي in لجنة التوحيد السلمي
    /// of Korea is no speaker of the Arab Parliament. A person stands by his family name alone if the report names him in
    /// full, or names whom he acts or acted for in or about the years of his offices; a name that is nothing else in the
    /// language and that rows of one party alone have also if he is in office. Tells whether a name was taken back.
    pub fn ground_names(&mut self, doc: &Document, month: Option<i32>) -> bool {
        let lexicon = self.lexicon;
        let short = |hit: &Hit| matches!(hit.phrase, Phrase::Actor { by: NamedBy::Short, .. });
        if !self.hits.iter().any(short) {
            return false;
        }
        let mut in_full: Vec<u32> = Vec::new();
        for hit in &self.hits {
            if let Phrase::Actor { actor, by: NamedBy::Name } = hit.phrase
                && lexicon.actors[actor as usize].kind == EntityKind::Person
            {
                in_full.push(actor);
            }
        }
        let named = self.sides_named(doc, |_, _| true);
        let grounded = |actor: u32| {
            let row = &lexicon.actors[actor as usize];
            let of = |party: &str| named.binary_search(&root(party)).is_ok();
            let served = || row.offices.iter().any(|office| lexicon.party_of(&office.of).is_some_and(of));
            let about = || {
                let span = |m: i32| {
                    row.offices.iter().any(|o| o.from.saturating_sub(YEARS_BEFORE * 12) <= m)
                        && row.offices.iter().any(|o| m <= o.to.saturating_add(YEARS_AFTER * 12))
                };
                row.offices.is_empty() || month.is_none_or(span)
            };
            in_full.contains(&actor) || (row.party.as_deref().is_some_and(of) || served()) && about()
        };
        let in_office = |actor: u32| {
            let offices = &lexicon.actors[actor as usize].offices;
            month.is_none_or(|m| offices.iter().any(|o| o.from <= m && m <= o.to))
        };
        let mut changed: Vec<usize> = Vec::new();
        for i in 0..self.words.len() {
            let (from, to) = self.words[i].hits;
            let here = &self.hits[from as usize..to as usize];
            if !here.iter().any(short) {
                continue;
            }
            let rows: Vec<u32> = here
                .iter()
                .filter(|hit| short(hit))
                .filter_map(|hit| if let Phrase::Actor { actor, .. } = hit.phrase { Some(actor) } else { None })
                .collect();
            let side = |row: u32| lexicon.actors[row as usize].party.as_deref();
            let one = rows.iter().all(|row| *row == rows[0] || side(*row).is_some() && side(*row) == side(rows[0]));
            let ground = rows.iter().any(|row| grounded(*row));
            // الرئيس ميشال عون ... عون: whom the report names in full goes before anybody else of the name.
            let full = rows.iter().any(|row| in_full.contains(row));
            // عبد الحافظ, كورت: so is a given name, which many bear.
            let word = self
                .analyses(i)
                .iter()
                .any(|a| !matches!(a.entry, Entry::Name { part: mahdar_lang::NamePart::Family, .. }));
            // دبي is a city before it is how some write ديبي.
            let place = here.iter().any(|hit| matches!(hit.phrase, Phrase::Place(_)));
            let keep = |hit: &Hit| match hit.phrase {
                Phrase::Actor { actor, by: NamedBy::Short } => {
                    if full || place {
                        in_full.contains(&actor)
                    } else {
                        grounded(actor) || !ground && one && !word && in_office(actor)
                    }
                }
                _ => true,
            };
            if !self.retain_hits(i, keep) {
                continue;
            }
            changed.push(i);
            self.settle(doc, i);
        }
        self.phrases.forget(&changed);
        !changed.is_empty()
    }
}

/// The state of a party code: SDN of SDN-OPP.
fn root(party: &str) -> &str {
    party.split('-').next().unwrap_or_default()
}

/// Whether a key, with whatever clitics, is an adjective that both Mali and finance have.
pub(crate) fn of_mali(key: &str) -> bool {
    let key = key.trim_start_matches('و');
    let key = key.strip_prefix("ال").or(key.strip_prefix("لل")).or(key.strip_prefix("بال")).unwrap_or(key);
    matches!(key, "مالي" | "ماليه" | "ماليا" | "ماليان" | "ماليين" | "ماليتين")
}
