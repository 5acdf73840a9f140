//! The other side by the slots of a row: a preposition, an object, the theme.

use super::phrases::Parser;
use crate::acts::Scene;
use crate::matcher::prefixed_phrase;
use crate::np::{Np, noun_phrase};
use crate::words::{Facts, Is};
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::{ActEntry, Slot};

/// Whether the word at `k` may be a theme word of any row: most are none.
pub(super) fn may_be_theme(scene: &Scene<'_, '_>, k: usize) -> bool {
    k < scene.last && scene.words.tells(k, Facts::THEMED)
        || k > scene.first && matches!(scene.key(k - 1), "غير" | "بغير")
}

/// Whether the word at `k` is one of a row's theme words, with whatever clitics.
pub(super) fn is_theme(scene: &Scene<'_, '_>, k: usize, with: &[u32]) -> bool {
    // الدعم السريع is no support: a word of a name is no theme; حزب الرفاه is a party all the same.
    let body = || {
        crate::np::title_at(scene.words, k).is_some_and(|(title, ..)| {
            scene.words.lexicon.titles[title as usize].class == mahdar_lang::TitleClass::Body
        })
    };
    let named = || {
        (k.saturating_sub(4).max(scene.first)..=k).any(|n| {
            crate::np::actor_at(scene.words, n).as_ref().is_some_and(|(_, by, hit)| {
                *by == mahdar_lang::NamedBy::Name
                    && hit.end as usize > k
                    && hit.end as usize > n + 1
                    && (n < k || !body())
            })
        })
    };
    // بطائرات مسيرة, بالمسيرات: drones are no march.
    let drones = || {
        let key = scene.key(k);
        let bare = key.strip_prefix('ب').unwrap_or(key);
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        matches!(bare, "مسيره" | "مسيرات" | "مسيرتين")
            && (key.starts_with('ب')
                || k > scene.first && ["طائر", "زوارق", "زورق"].iter().any(|craft| scene.key(k - 1).contains(craft)))
    };
    // جرائم حرب, أسرى حرب, مخلفات الحرب: of a war, and none is waged.
    if k > scene.first
        && matches!(scene.key(k), "حرب" | "الحرب" | "حروب")
        && ["جرايم", "جرائم", "جريمه", "مجرم", "اسري", "اسير", "مخلفات"]
            .iter()
            .any(|word| scene.key(k - 1).trim_start_matches(['و', 'ب', 'ل']).starts_with(word))
    {
        return false;
    }
    // غير مسؤولة, بغير المسؤولة: a theme of two words, and what it denies is none.
    if k > scene.first && matches!(scene.key(k - 1), "غير" | "بغير") {
        let key = scene.key(k);
        let lexicon = scene.words.lexicon;
        let denied =
            |word: &str| lexicon.word_id(&format!("غير {word}")).is_some_and(|id| with.binary_search(&id).is_ok());
        return denied(key) || denied(key.strip_prefix("ال").unwrap_or(key));
    }
    // في مقاطعة كالينينغراد is a province, no boycott.
    if !scene.words.tells(k, Facts::THEMED) || scene.key(k) == "مقاطعه" && k > scene.first && scene.key(k - 1) == "في"
    {
        return false;
    }
    let themes = scene.words.themes(k);
    k < scene.last && themes.iter().any(|id| with.binary_search(id).is_ok()) && !drones() && !named()
}

/// The token after a preposition of `slot` between two tokens, and where a noun phrase behind it begins.
fn slot_at(scene: &Scene<'_, '_>, slot: Slot, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let prepositions = slot.prepositions();
    if prepositions.is_empty() {
        return out;
    }
    for k in from..to {
        let key = scene.key(k);
        for prep in prepositions {
            if key.len() < prep.len() {
                continue;
            }
            if key == *prep || key.strip_prefix('و') == Some(prep) {
                out.push((k, k + 1));
            } else if prep.len() == 2 && key.starts_with(prep) && scene.is(k).has(Is::PREFIXED) {
                out.push((k, k));
            }
        }
    }
    out
}

/// Whom a preposition's pronoun means: somebody named before, two of them, or who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Named,
    Two,
    Speaker,
}

/// The token of a slot's preposition with a pronoun between two tokens, and whom it means: عليه, لها, منهما, عنا.
fn pronoun_at(scene: &Scene<'_, '_>, slot: Slot, from: usize, to: usize) -> Option<(usize, Whom)> {
    let stems: &[&str] = match slot {
        Slot::Ala => &["علي"],
        Slot::Ila => &["الي"],
        Slot::Li => &["ل"],
        Slot::Maa => &["مع"],
        Slot::Min | Slot::From => &["من"],
        Slot::Didd => &["ضد"],
        Slot::Tujah => &["تجاه", "حيال"],
        Slot::Bayna => &["بين"],
        Slot::An => &["عن"],
        _ => return None,
    };
    (from..to).find_map(|k| {
        let rest = stems.iter().find_map(|stem| scene.key(k).strip_prefix(stem))?;
        let whom = match rest {
            "هما" => Whom::Two,
            "ه" | "ها" | "هم" | "هن" => Whom::Named,
            "نا" | "ا"
                if scene.inside(k).is_some()
                    && matches!(
                        scene.key(k),
                        "منا" | "عنا" | "علينا" | "الينا" | "لنا" | "معنا" | "ضدنا" | "تجاهنا"
                    ) =>
            {
                Whom::Speaker
            }
            _ => return None,
        };
        Some((k, whom))
    })
}

impl Parser<'_, '_, '_, '_> {
    /// The other side by the slots of a row, best first, and one past its words; who acts is none of its two sides.
    pub(super) fn other_side(
        &mut self,
        entry: &ActEntry,
        actors: &[EntityId],
        object: Option<&Np>,
        theme: Option<usize>,
        from: usize,
        to: usize,
    ) -> Option<(Vec<EntityId>, usize, Slot)> {
        if !entry.symmetric {
            self.parties.third = actors.to_vec();
        }
        self.acting = actors.to_vec();
        self.accuses = matches!(entry.kind, ActType::Accuse | ActType::Deny);
        // أعادت فتح سفارتها في دمشق: one's own embassy is in whose capital it stands.
        let embassy = (theme.unwrap_or(from)..to.min(from + 6)).find(|&k| {
            let key = self.scene.key(k);
            ["سفارت", "قنصليت", "ممثليت", "بعثت"].iter().any(|head| {
                key.strip_prefix(head).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "يها" | "هما" | "يهما"))
            }) && !self.scene.doc.surface(mahdar_doc::TokenId::from_index(k)).ends_with('ة')
        });
        if let Some(k) = embassy
            && let Some(place) = (k + 1..to.min(k + 4)).find(|&p| matches!(self.scene.key(p), "في" | "لدي" | "من"))
        {
            let (ids, end) = self.at(place + 1, to);
            if !ids.is_empty() {
                self.parties.third.clear();
                return Some((ids, end, Slot::Min));
            }
        }
        // أدانت الكويت الهجوم على السفارة اليابانية: who suffered what is condemned is not accused of it.
        // فتحت كينيا تحقيقا في مقتل سائح: nor is he who suffered what is looked into.
        let looks_into = theme.is_some_and(|t| self.scene.key(t).contains("تحقيق"));
        if entry.kind == ActType::Accuse && (looks_into || entry.mode.as_deref() == Some("disapprove")) {
            let start = match theme.filter(|_| looks_into) {
                Some(t) => t + 1 + usize::from(self.scene.is(t + 1).has(Is::ADJ)),
                None => object.map_or(from, |np| np.first),
            };
            if let Some((mut ids, end)) = self.culprits(start, to) {
                ids.retain(|id| !actors.iter().any(|a| self.parties.same_party(*a, *id)));
                self.parties.third.clear();
                self.unnamed = ids.is_empty();
                return (!ids.is_empty()).then_some((ids, end, Slot::Theme));
            }
            if let Some((mut ids, end)) = self.state_power(start.min(from), to) {
                ids.retain(|id| !actors.iter().any(|a| self.parties.same_party(*a, *id)));
                if !ids.is_empty() {
                    self.parties.third.clear();
                    return Some((ids, end, Slot::Theme));
                }
            }
        }
        let mut found = self.by_slots(&entry.slots, object, theme, from, to);
        // رفضت العقوبات المفروضة على كوبا, رحبت برفع الحصار عن قطر: on whom something is imposed is no side, who imposes it is.
        use ActType::{Accuse, Reject, Request, Support};
        if matches!(entry.kind, Accuse | Reject | Request | Support) && found.is_some() {
            let start = object.map(|np| np.first).or(theme).unwrap_or(from);
            if let Some((mut ids, end)) = self.imposers(start, to) {
                ids.retain(|id| !actors.iter().any(|a| self.parties.same_party(*a, *id)));
                self.parties.third.clear();
                self.unnamed = ids.is_empty();
                return (!ids.is_empty()).then_some((ids, end, Slot::Theme));
            }
        }
        // تلوح بعقوبات على طهران: on whom what is threatened would fall.
        if found.is_none() && entry.kind == ActType::Threaten && !entry.slots.contains(&Slot::None) {
            let start = theme.unwrap_or(from);
            found = self.by_slots(&[Slot::Ala, Slot::Didd], None, theme, start, to.min(start + 12));
        }
        self.parties.third.clear();
        // قصفت القوات الروسية مدينة خاركيف: what is done to a place is done to whose it is.
        // سمحت بدخول شاحنات إلى قطاع غزة, خفف الحصار على رفح: so are help and relief for a place.
        use ActType::{Aid, Assault, Coerce, Concede, Mobilize, Retreat};
        if found.is_none()
            && matches!(entry.kind, Aid | Assault | Coerce | Concede | Mobilize | Retreat)
            && !entry.slots.contains(&Slot::None)
        {
            found = self.ground(from, to.min(from + 14));
        }
        // مناورات حول تايوان, قواتها على الحدود مع كولومبيا: at whom forces are shown.
        if found.is_none() && entry.kind == Mobilize {
            found = self.shown_to(theme.map_or(from, |t| t.max(from)), to, actors);
        }
        // طالبت بالإفراج عن المعتقلين في بيلاروسيا: it is not asked of those who are held.
        if entry.kind == ActType::Request {
            let people = |id: &EntityId| {
                self.parties.code(*id).is_some_and(|code| code.ends_with("-CIV") || code.ends_with("-OPP"))
            };
            if found.as_ref().is_none_or(|(ids, ..)| ids.iter().all(people))
                && let Some((ids, end)) = self.jailer(from, to)
            {
                found = Some((ids, end, Slot::Theme));
            }
        }
        // مبادرة لحل الأزمة في النيجر: to those whose conflict the proposal would end.
        if found.is_none() && entry.kind == ActType::Propose {
            found = self.in_conflict(theme.map_or(from, |t| t.max(from)), to, actors);
        }
        // زار الوزير مراكش, وصل إلى دبي: a visit to a city is one to its state.
        if found.is_none() && entry.kind == ActType::Consult && entry.mode.as_deref() == Some("visit") {
            found = self.ground(from, to.min(from + 5)).map(|(ids, end, _)| (ids, end, Slot::Obj));
        }
        found
    }

    /// The state around which, or near or off which, forces stand: حول تايوان, قبالة سواحل ليبيا, على حدودها مع كولومبيا.
    fn shown_to(&mut self, from: usize, to: usize, actors: &[EntityId]) -> Option<(Vec<EntityId>, usize, Slot)> {
        const AROUND: [&str; 6] = ["حول", "قرب", "قباله", "تجاه", "بمحاذاه", "فوق"];
        const SHORE: [&str; 6] = ["سواحل", "شواطء", "شواطئ", "جزيره", "حدود", "الحدود"];
        let scene = self.scene;
        let at = (from..to.min(from + 12)).find_map(|k| {
            let key = scene.key(k);
            if AROUND.contains(&key) {
                return Some(k + 1 + usize::from(SHORE.contains(&scene.key(k + 1))));
            }
            (matches!(key, "الحدود" | "حدودها" | "حدوده" | "حدودهما") && scene.key(k + 1) == "مع").then_some(k + 2)
        })?;
        let is = scene.is(at);
        if !is.has(Is::ACTOR) && !is.has(Is::NISBA) {
            return None;
        }
        let (mut ids, end) = self.at(at, to.max(at + 1));
        ids.retain(|id| actors.iter().all(|a| !self.parties.same_party(*a, *id)));
        (!ids.is_empty()).then_some((ids, end, Slot::Ala))
    }

    /// The state in which the crisis or war is that a proposal is to end: لإنهاء الحرب في أوكرانيا, لحل الأزمة الليبية.
    fn in_conflict(&mut self, from: usize, to: usize, actors: &[EntityId]) -> Option<(Vec<EntityId>, usize, Slot)> {
        const CONFLICTS: [&str; 8] = ["الازمه", "الحرب", "النزاع", "الصراع", "القتال", "العنف", "الاقتتال", "الخلاف"];
        let scene = self.scene;
        let k = (from..to.min(from + 10)).find(|&k| CONFLICTS.contains(&scene.key(k)))?;
        let at = if scene.key(k + 1) == "في" { k + 2 } else { k + 1 };
        let is = scene.is(at);
        let named = scene.key(k + 1) == "في" && is.has(Is::ACTOR) || is.has(Is::NISBA) && is.has(Is::ARTICLE);
        let (mut ids, end) = if named { self.at(at, to.max(at + 1)) } else { return None };
        ids.retain(|id| actors.iter().all(|a| !self.parties.same_party(*a, *id)));
        (!ids.is_empty()).then_some((ids, end, Slot::Theme))
    }

    /// Whose a reaction is, by its genitive, its adjective or a preposition: غضب أنقرة, رفضا فلسطينيا, استياء واسعا في الجزائر,
    /// ترحيبا من الخرطوم.
    pub(super) fn of_reaction(&mut self, theme: usize, to: usize) -> Option<(Vec<EntityId>, usize)> {
        /// Adjectives that may stand between.
        const BETWEEN: usize = 3;
        // استياء المعلقين في الصحف الصينية: those who comment are no party.
        let whose = noun_phrase(self.scene.doc, self.scene.words, theme + 1, to);
        // غضبا شعبيا في جاكرتا: nor is the people's anger a state's.
        let popular = ["شعبي", "جماهيري"].iter().any(|word| self.scene.key(theme + 1).starts_with(word));
        if popular || whose.is_some_and(|np| self.parties.nonpolitical(&np)) {
            return None;
        }
        let found = self.at(theme + 1, to);
        if !found.0.is_empty() {
            return Some(found);
        }
        for k in theme + 1..to.min(theme + 2 + BETWEEN) {
            let is = self.scene.is(k);
            if is.has(Is::PUNCT) {
                return None;
            }
            if is.has(Is::NISBA) {
                return Some((self.parties.inside(self.scene.doc, k, k + 1), k + 1));
            }
            let by = match self.scene.key(k) {
                "من" if matches!(self.scene.key(k + 1), "قبل" | "جانب" | "طرف" | "جهه" | "لدن") => {
                    k + 2
                }
                "من" | "لدي" | "في" | "عند" | "داخل" => k + 1,
                _ if is.has(Is::ADJ) && !is.has(Is::TITLE) => continue,
                // استياء المعلقين في الصحف: of other people.
                _ => return None,
            };
            return Some(self.at(by, to));
        }
        None
    }

    /// The first slot of a row in which a party stands.
    fn by_slots(
        &mut self,
        slots: &[Slot],
        object: Option<&Np>,
        theme: Option<usize>,
        from: usize,
        to: usize,
    ) -> Option<(Vec<EntityId>, usize, Slot)> {
        for &slot in slots {
            match slot {
                Slot::None | Slot::Subject | Slot::Patient => return None,
                Slot::Obj => {
                    // أدرجت مسؤولين بورونديين في قائمة العقوبات: who stands before the theme, though one phrase holds both.
                    let apart = object.and_then(|np| {
                        let t = theme.filter(|&t| np.first < t && t < np.end)?;
                        let end = if self.scene.is(t - 1).has(Is::PREP) { t - 1 } else { t };
                        (self.scene.is(t - 1).has(Is::PREP) && np.first < end)
                            .then(|| noun_phrase(self.scene.doc, self.scene.words, np.first, end))
                            .flatten()
                    });
                    let object = apart.as_deref().or(object);
                    // رحلت تركيا عشرات اللاجئين السوريين: people that a row asks for are whom it is done to.
                    let apart = |np: &Np| {
                        theme.is_none_or(|t| {
                            // أوقفت الشرطة ثلاثة من قادة المعارضة
                            let faction =
                                || crate::acts::faction(self.scene.words.lexicon, self.scene.key(t)).is_some();
                            let people = || self.parties.heads_people(self.scene.doc, t) || faction();
                            t < np.first || t >= np.end || self.harms && people()
                        })
                    };
                    if let Some(np) = object.filter(|np| apart(np)) {
                        let (mut ids, end) = self.of_wide(np, to);
                        if self.harms && ids.len() == 1 {
                            ids = self.parties.people(self.scene.doc, ids[0], np).map_or(ids, |people| vec![people]);
                        }
                        if !ids.is_empty() {
                            return Some((ids, end, slot));
                        }
                    }
                }
                Slot::Theme => {
                    let start = theme.or(object.map(|np| np.first)).unwrap_or(from);
                    let end = to.min(start + 10);
                    // لعقد لقاء في موسكو: where it is held is no side of it.
                    // اتفاقا برعاية الاتحاد, بحضور الوزير: nor is under whose hand or before whom.
                    let about = !self.accuses;
                    let held = |k: usize| {
                        let (key, next) = (self.scene.key(k), self.scene.key(k + 1));
                        key == "في" && self.scene.is(k + 1).has(Is::ACTOR)
                            || key == "تحت" && matches!(next, "رعايه" | "اشراف" | "مظله")
                            // قرارا بشأن إيران: nor is what it is about.
                            || k > start && about && matches!(key, "بشان" | "حول" | "بخصوص")
                            || matches!(
                                key,
                                "برعايه"
                                    | "بوساطه"
                                    | "باشراف"
                                    | "بحضور"
                                    | "بتيسير"
                                    | "بتسهيل"
                                    | "باستضافه"
                                    | "بضمانه"
                            )
                    };
                    let end = if self.harms { end } else { (start..end).find(|&k| held(k)).unwrap_or(end) };
                    // بالاتفاق بين إيران والسعودية
                    let between = (start..end).find(|&k| self.scene.key(k) == "بين");
                    if let Some((ids, end)) = between.map(|k| self.at(k + 1, to)).filter(|(ids, _)| ids.len() > 1) {
                        return Some((ids, end, slot));
                    }
                    let (mut ids, last) = self.parties.inside_to(self.scene.doc, start, end);
                    // استقبلت ألمانيا آلاف اللاجئين السوريين: people, and not their state.
                    // باعتقال عشرين فلسطينيا: behind the verbal noun.
                    let (doc, words) = (self.scene.doc, self.scene.words);
                    let whom = || {
                        let counted = words.at(start + 1).has(Is::QUANT)
                            || self.scene.kind(start + 1) == Some(mahdar_doc::TokenKind::Number);
                        let people =
                            |k| noun_phrase(doc, words, k, to).filter(|np| np.party.is_some() || !np.actors.is_empty());
                        (start + 1..start + 3).find_map(people).filter(|_| counted)
                    };
                    if self.harms
                        && ids.len() == 1
                        && let Some(np) = noun_phrase(doc, words, start, to).or_else(whom)
                    {
                        ids = self.parties.people(self.scene.doc, ids[0], &np).map_or(ids, |people| vec![people]);
                    }
                    if !ids.is_empty() {
                        let end = self.joined(&mut ids, last, end).max(end);
                        return Some((ids, end, slot));
                    }
                }
                Slot::Giver => {
                    let given = match (theme, object) {
                        (Some(t), _) => self.of_reaction(t, to),
                        (None, Some(np)) => Some(self.of_wide(np, to)),
                        (None, None) => None,
                    };
                    if let Some((ids, end)) = given.filter(|(ids, _)| !ids.is_empty()) {
                        return Some((ids, end, slot));
                    }
                }
                Slot::Bayna => {
                    for (_, k) in slot_at(self.scene, slot, from, to) {
                        let (ids, end) = self.at(k, to);
                        if ids.len() > 1 {
                            return Some((ids, end, slot));
                        }
                    }
                }
                _ => {
                    for (_, k) in slot_at(self.scene, slot, from, to) {
                        let (mut ids, mut end) = self.at(k, to);
                        // بوقف إطلاق النار بين الولايات المتحدة والحوثيين: both of those it is between.
                        let apart = |n: usize| {
                            let is = self.scene.is(n);
                            !is.has(Is::ACTOR) && !is.has(Is::NISBA) && !is.has(Is::PUNCT) && !is.has(Is::VERB)
                        };
                        let between = (k + 1..(k + 7).min(to)).find(|&n| self.scene.key(n) == "بين" || !apart(n));
                        let between = between.filter(|&n| self.scene.key(n) == "بين");
                        if let Some((both, last)) = between.map(|n| self.at(n + 1, to)).filter(|(ids, _)| ids.len() > 1)
                        {
                            (ids, end) = (both, last);
                        }
                        // لضحايا الزلزال في المغرب: people are of where they are.
                        if self.harms
                            && ids.is_empty()
                            && let Some(np) = prefixed_phrase(self.scene.doc, self.scene.words, k, to)
                            && self.parties.heads_people(self.scene.doc, np.first)
                            && matches!(self.scene.key(np.end), "في" | "من")
                            && let Some(people) = self.parties.crowd_here(self.scene.doc, &np, None)
                        {
                            return Some((vec![people], np.end, slot));
                        }
                        if self.harms
                            && ids.len() == 1
                            && let Some(np) = noun_phrase(self.scene.doc, self.scene.words, k, to)
                                .or_else(|| prefixed_phrase(self.scene.doc, self.scene.words, k, to))
                        {
                            ids = self.parties.people(self.scene.doc, ids[0], &np).map_or(ids, |people| vec![people]);
                        }
                        if !ids.is_empty() {
                            return Some((ids, end, slot));
                        }
                    }
                    // عرض عليهم استضافة مؤتمر, طلب منه المغادرة: the preposition's pronoun.
                    if let Some((k, whom)) = pronoun_at(self.scene, slot, from, to.min(from + 5)) {
                        let ids = match whom {
                            Whom::Two => self.parties.two_sides(self.scene.doc, k, &self.acting.clone()),
                            Whom::Named => self.parties.taken_up(self.scene.doc, k, &self.acting.clone()),
                            Whom::Speaker => self.owner.into_iter().collect(),
                        };
                        if !ids.is_empty() {
                            return Some((ids, k + 1, slot));
                        }
                    }
                }
            }
        }
        None
    }
}
