//! The row of `acts.tsv` that holds at a verb, by the theme words beside it.

use super::super::TriggerForm;
use super::super::clause::negated;
use super::super::envoys::expulsion;
use super::super::predicate::{charge, charged};
use super::VerbFrame;
use super::decided::{harm_intended, harm_noun, yields};
use super::looks::only_looks;
use super::made::{belongings, ends_truce, forces, recall, recalls, refuses, retaliates, retaliation};
use crate::acts::refusal;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, EntityKind};
use mahdar_lang::{ActEntry, NamedBy, Number, Slot, Tense, TitleClass};
use std::borrow::Cow;
use std::rc::Rc;

/// Words that may stand between a theme and its attributes: خطة سلام جديدة.
const ATTRIBUTES: usize = 3;

/// How far behind a call what is called for may stand.
const CALLED: usize = 9;

/// Verbs of breaking what was agreed or is due.
const BREACHES: [&str; 5] = ["انتهك", "خرق", "نقض", "نكث", "أخل"];

/// The row that holds at a verb, and what of the text chose it.
pub(super) struct Row<'l> {
    pub entry: Cow<'l, ActEntry>,
    pub theme: Option<usize>,
    /// Where the envoy stands who is told to leave.
    pub expelled: Option<usize>,
    /// Who charges and who is charged, where the row is of what a subject is said to do.
    pub charged: Option<(Vec<EntityId>, Vec<EntityId>)>,
}

/// Its subject is what explodes, and nobody is said to have laid it.
pub(super) const EXPLODES: [&str; 2] = ["انفجر", "سقط"];

impl<'l> VerbFrame<'_, '_, '_, 'l, '_> {
    /// Chooses the row; says why where none holds.
    pub(super) fn choose_row(&mut self) -> Option<Row<'l>> {
        let scene = self.scene;
        let i = self.trigger.at;
        let reach = self.theme_reach();
        let topic = self.topic.as_ref().map(|(np, _)| Rc::clone(np));
        let charged = match topic.or_else(|| self.subject()) {
            Some(np) if !self.trigger.passive && self.statement.is_none() && !negated(scene, i) => {
                charged(self.p, self.trigger, &np)
            }
            _ => None,
        };
        let described = self.topic.as_ref().is_some_and(|(_, described)| *described);
        let (entry, theme) = match self.themed_row(charged.is_some(), reach) {
            Some((row, _)) if described && !charge(&scene.words.lexicon.acts[row as usize]) => {
                return scene.lose("the clause describes a word that is no party");
            }
            // أعلنت موسكو تعليق مشاركتها في الاتفاق: the step that is announced goes before what it is about.
            Some((_, Some(theme)))
                if let Some((_, row, theme)) = self.decided_alone(reach).filter(|&(at, ..)| at < theme) =>
            {
                (Cow::Borrowed(&scene.words.lexicon.acts[row as usize]), Some(theme))
            }
            Some((row, theme)) => (Cow::Borrowed(&scene.words.lexicon.acts[row as usize]), theme),
            // قررت الرياض وقف الواردات: a step that only its own word tells.
            None if let Some((_, row, theme)) = self.decided_alone(reach) => {
                let entry = &scene.words.lexicon.acts[row as usize];
                // تزويد كييف بطائرات: the verbal noun holds whom it is done to.
                let held = entry.with.is_empty().then(|| ActEntry { slots: vec![Slot::Theme], ..entry.clone() });
                (held.map_or(Cow::Borrowed(entry), Cow::Owned), Some(theme))
            }
            // لن نجلس معهم: what a party says it will not do it refuses, whatever else the verb may tell.
            None if self.trigger.rows.is_empty() || refusal(scene, i) => (Cow::Owned(refuses()), None),
            // بلاده سترد على روسيا: a reply that is announced is no answer in words.
            None if retaliates(scene, self.trigger) => (Cow::Owned(retaliation()), None),
            None => return scene.lose("no theme word of its rows in reach"),
        };
        let (entry, theme) = match theme.and_then(|t| self.decided(&entry, t, reach)) {
            Some((row, theme)) => (Cow::Borrowed(&scene.words.lexicon.acts[row as usize]), Some(theme)),
            None => (entry, theme),
        };
        // أعلنت الحركة انتهاء الهدنة: who announces the end of a truce refuses to keep it.
        if theme.is_some_and(|t| ends_truce(scene, &entry, self.object_start, t)) {
            let entry = ActEntry {
                id: "ends-truce".to_owned(),
                slots: vec![Slot::Maa, Slot::Theme],
                lemma: entry.lemma.clone(),
                ..refuses()
            };
            return Some(Row { entry: Cow::Owned(entry), theme, expelled: None, charged: None });
        }
        // القرى التي تسيطر عليها الحركة: what somebody holds is a state of things; سيطر الجيش على القرية is a deed.
        let holds = entry.lemma == "سيطر"
            && self.trigger.verb.is_some_and(|form| form.tense == Tense::Imperfect)
            && !self.trigger.future
            // الجيش يسيطر على المدينة: but a headline tells in the present what has happened.
            && !(scene.sentence == 0 && self.before.as_ref().is_some_and(|np| np.first == scene.first));
        // تواصل إسرائيل حصارها: one is in touch with somebody.
        let goes_on = entry.lemma == "تواصل" && !(i + 1..(i + 8).min(scene.last)).any(|k| scene.key(k) == "مع");
        // سنضرب حزب الله: one strikes against nobody named right behind.
        let strikes_at = entry.lemma == "أضرب" && {
            let is = scene.is(i + 1);
            (is.has(Is::ACTOR) || is.has(Is::TITLE))
                && !is.has(Is::PREFIXED)
                && self.trigger.verb.is_some_and(|f| f.person == 1)
        };
        if holds || goes_on || strikes_at || only_looks(scene, &entry, self.trigger, theme, self.object_start) {
            return scene.lose("the words beside it make it another deed, or none");
        }
        // أعلن الاتحاد تجميد أصول المسؤولين: what belongs to somebody is frozen as a sanction.
        let freezes = theme.is_some_and(|t| scene.key(t).contains("تجميد") && belongings(scene, t + 1))
            || entry.lemma == "جمد" && belongings(scene, self.object_start);
        let entry = if freezes {
            Cow::Owned(ActEntry { kind: ActType::Sanction, cameo: None, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        // سلم المسلحون أسلحتهم للجيش: who gives up his own arms helps nobody.
        let gives_up = matches!(entry.lemma.as_str(), "سلم#2" | "سلم")
            && entry.kind == ActType::Aid
            && theme.is_some_and(|t| {
                let key = scene.key(t);
                let owned = |stem: &str| {
                    key.strip_prefix(stem)
                        .is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم" | "هما" | "تهم" | "تها" | "ته"))
                };
                ["سلاح", "اسلح", "بنادق", "عتاد", "ذخاير", "ذخائر"].iter().any(|stem| owned(stem))
            });
        let entry = if gives_up {
            Cow::Owned(ActEntry { kind: ActType::Retreat, cameo: None, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        // طردت القوات الأوكرانية القوات الروسية من المدينة: forces are driven out by force.
        let drives_out = entry.lemma == "طرد"
            && entry.kind == ActType::Sanction
            && forces(scene, self.object_start.max(self.trigger.end));
        let entry = if drives_out {
            Cow::Owned(ActEntry { kind: ActType::Assault, cameo: None, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        // احتج آلاف المزارعين على الضرائب: a crowd protests in the street, a government in a note.
        let crowd = entry.lemma == "احتج"
            && entry.kind == ActType::Accuse
            && self.after.as_ref().is_some_and(|np| {
                scene.is(np.first).has(Is::QUANT)
                    || scene.kind(np.first) == Some(mahdar_doc::TokenKind::Number)
                    || crate::np::title_at(scene.words, np.first).is_some_and(|(t, ..)| {
                        scene.words.lexicon.titles[t as usize].class == mahdar_lang::TitleClass::People
                    })
            });
        let entry = if crowd {
            let cameo = Some("140".to_owned());
            Cow::Owned(ActEntry { kind: ActType::Protest, cameo, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        // وجه دعوة إلى بكين بأن تكف عن الإغراق: one invites to a place, and calls on somebody to do something.
        let calls_on = entry.kind == ActType::Propose
            && theme.is_some_and(|t| {
                scene.key(t).trim_start_matches("ال").starts_with("دعو")
                    && (t + 1..self.limit.min(t + CALLED))
                        .any(|k| matches!(scene.key(k), "بان" | "بالا" | "بالكف" | "للكف" | "لوقف" | "بوقف"))
            });
        let entry = if calls_on {
            Cow::Owned(ActEntry { kind: ActType::Request, cameo: None, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        // طلبت الكويت من القائم بالأعمال اللبناني المغادرة, أمهلت دبلوماسيين 24 ساعة لمغادرة البلاد: an envoy told to leave.
        let expelled = expulsion(scene, &entry, i, self.limit.max(i + 2));
        let entry = if expelled.is_some() || recalls(scene, &entry, theme) { Cow::Owned(recall()) } else { entry };
        // أعلنت واشنطن عزمها فرض عقوبات: a harm that is intended is a threat.
        // واشنطن تستعد لمعاقبة الخرطوم: so is one that is prepared.
        let prepared = entry.lemma == "استعد"
            && theme.is_none()
            && self.trigger.form != TriggerForm::Predicate
            && harm_noun(scene, self.object_start.max(i + 1), self.limit.max(i + 2));
        let threatens =
            entry.kind == ActType::Agree && (prepared || theme.is_some_and(|t| harm_intended(scene, t, self.limit)));
        let entry = if threatens {
            Cow::Owned(ActEntry { kind: ActType::Threaten, cameo: None, ..entry.into_owned() })
        } else if entry.kind == ActType::Agree && theme.is_some_and(|t| yields(scene, t, self.limit)) {
            Cow::Owned(ActEntry { kind: ActType::Concede, cameo: None, ..entry.into_owned() })
        } else {
            entry
        };
        // محكمة تدين زعيم المعارضة: a court convicts whom it condemns.
        let court = entry.lemma == "أدان"
            && entry.kind == ActType::Accuse
            && self.subject().is_some_and(|np| {
                let sector = |t: &u16| scene.words.lexicon.titles[*t as usize].sector.as_deref();
                np.titles.iter().any(|t| sector(t) == Some("JUD"))
            });
        let entry = if court {
            Cow::Owned(ActEntry { kind: ActType::Sanction, cameo: None, mode: None, ..entry.into_owned() })
        } else {
            entry
        };
        let entry = if theme.is_some_and(|t| self.carries(&entry, t)) {
            Cow::Owned(ActEntry { kind: ActType::Mediate, cameo: None, symmetric: false, ..entry.into_owned() })
        } else {
            entry
        };
        let verbal = entry.lemma == "هاجم" && self.in_words()
            || entry.lemma == "شن" && theme.is_some_and(|theme| self.in_speech(theme));
        let entry = if entry.kind == ActType::Assault && verbal {
            Cow::Owned(ActEntry {
                kind: ActType::Accuse,
                cameo: Some("111".to_owned()),
                mode: None,
                ..entry.into_owned()
            })
        } else {
            entry
        };
        let charged = charged.filter(|_| charge(&entry));
        Some(Row { entry, theme, expelled, charged })
    }

    /// هاجم ترامب زيلينسكي: where a politician attacks a politician, a state or a body, and not an army or a place, it is in words.
    fn in_words(&self) -> bool {
        let lexicon = self.scene.words.lexicon;
        let named = |np: &Np| {
            np.actors.iter().any(|(a, by, _)| {
                matches!(by, NamedBy::Name | NamedBy::Capital)
                    && !matches!(lexicon.actors[*a as usize].kind, EntityKind::Person | EntityKind::ArmedGroup)
            })
        };
        let body = |np: &Np| {
            np.titles.first().is_some_and(|&t| {
                let row = &lexicon.titles[t as usize];
                row.class == TitleClass::Body && !matches!(row.sector.as_deref(), Some("MIL" | "COP" | "SPY"))
            })
        };
        self.subject().is_some_and(|np| self.holds_office(&np))
            && self.object.as_ref().is_some_and(|np| self.holds_office(np) || named(np) || body(np))
            && self.trigger.pronoun.is_none()
    }

    /// Whether a phrase is one politician.
    fn holds_office(&self, np: &Np) -> bool {
        let lexicon = self.scene.words.lexicon;
        np.number == Number::Singular
            && (np.actors.iter().any(|(a, ..)| lexicon.actors[*a as usize].kind == EntityKind::Person)
                || np.titles.first().is_some_and(|&t| {
                    matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman)
                }))
    }

    /// شن الرئيس هجوما على نظيره, شنت الوزيرة حملة على الحزب في خطاب: whether a politician attacks another, or anybody in a speech.
    fn in_speech(&self, theme: usize) -> bool {
        /// The longest way from the word of attack to whom it strikes: هجوما عنيفا وغير مسبوق على.
        const FAR: usize = 6;
        let scene = self.scene;
        let bare = |k: usize| scene.key(k).trim_start_matches("ال").trim_end_matches('ا').to_owned();
        if !matches!(bare(theme).as_str(), "هجوم" | "حمله" | "هجمات")
            || !self.subject().is_some_and(|np| self.holds_office(&np))
        {
            return false;
        }
        let on = (theme + 1..self.limit.min(theme + FAR)).find(|&k| matches!(scene.key(k), "علي" | "ضد"));
        let Some(on) = on else { return false };
        let struck = noun_phrase(scene.doc, scene.words, on + 1, self.limit.max(on + 2));
        let speech = |k: usize| {
            let key = bare(k);
            matches!(
                key.as_str(),
                "كلمه"
                    | "كلمته"
                    | "كلمتها"
                    | "خطاب"
                    | "خطابه"
                    | "خطابها"
                    | "مقابله"
                    | "تصريح"
                    | "تصريحات"
                    | "تغريده"
            ) || matches!(key.as_str(), "مءتمر" | "مؤتمر" | "لقاء" | "حوار")
                && ["صحفي", "صحافي", "تلفزيون"].iter().any(|word| scene.key(k + 1).starts_with(word))
        };
        struck.is_some_and(|np| self.holds_office(&np)) || (on + 1..self.limit).any(speech)
    }

    /// The row whose theme word stands by the verb: first one of what the subject is said to do, if it is.
    fn themed_row(&self, is_charged: bool, reach: usize) -> Option<(u16, Option<usize>)> {
        let acts = &self.scene.words.lexicon.acts;
        let rows = || self.trigger.rows.iter().map(|&row| (row, &acts[row as usize]));
        if is_charged {
            let mut charges = rows().filter(|(_, entry)| charge(entry));
            if let Some(found) = charges.find_map(|(row, entry)| Some((row, Some(self.theme_of(entry, reach)?)))) {
                return Some(found);
            }
        }
        // يعلق المفاوضات احتجاجا على: of the readings that a word beside the verb may choose, the first whose word stands no
        // farther than the nearest and its attributes; one that needs no word comes after them.
        let i = self.trigger.at;
        let deeds = || rows().filter(|(_, entry)| !charge(entry));
        let found: Vec<(u16, usize)> = deeds()
            .filter(|(_, entry)| !entry.with.is_empty())
            .filter_map(|(row, entry)| Some((row, self.theme_of(entry, reach)?)))
            .collect();
        let nearest = found.iter().map(|(_, theme)| theme.abs_diff(i)).min().unwrap_or(0);
        // قلقه من عدم التزام موسكو: what another preposition governs is no attribute of the nearest.
        let governed = |theme: usize| {
            theme > i + nearest + 1
                && (i + nearest + 1..theme).any(|k| matches!(self.scene.key(k), "من" | "عن" | "ازاء" | "حيال" | "بشان"))
        };
        let first = found
            .into_iter()
            .find(|&(_, theme)| theme.abs_diff(i) <= nearest + ATTRIBUTES && !(theme > i && governed(theme)));
        // قال إن باكستان انتهكت حدود بلاده: what a rule or a right suffers by somebody is what his adversary charges him with;
        // a blow or a gift that he tells of is a deed.
        let charge = || rows().find(|(_, entry)| charge(entry) && entry.with.is_empty()).map(|(row, _)| row);
        let deed = first.map(|(row, _)| &acts[row as usize]);
        let breach = deed.is_none_or(|deed| BREACHES.contains(&deed.lemma.as_str()));
        if let Some(row) = is_charged.then(charge).flatten().filter(|_| breach) {
            return Some((row, None));
        }
        first
            .map(|(row, theme)| (row, Some(theme)))
            .or_else(|| deeds().find(|(_, entry)| entry.with.is_empty()).map(|(row, _)| (row, None)))
    }

    /// سلم الوسيط حماس مقترحا إسرائيليا: whether what is offered or brought is a third party's.
    fn carries(&mut self, entry: &ActEntry, theme: usize) -> bool {
        let given = matches!(entry.slots.first(), Some(Slot::From | Slot::Giver | Slot::Min));
        if !matches!(entry.kind, ActType::Propose | ActType::Consult)
            || entry.symmetric
            || given
            || self.trigger.passive
        {
            return false;
        }
        let scene = self.scene;
        let Some(whose) = self.whose_message(theme) else { return false };
        if scene.is(theme + 1).has(Is::CONJUNCT) || scene.is(theme + 1).has(Is::PREFIXED) {
            return false;
        }
        let subject = self.subject();
        let actors = match (&subject, self.speaker.is_empty()) {
            (_, false) => self.speaker.clone(),
            (Some(np), _) => self.p.entities(np),
            (None, true) => return false,
        };
        // مقترحا مصريا سلمه المصريون: one's own is no other's.
        let known = actors.iter().any(|id| self.p.parties.code(*id).is_some());
        known && !actors.iter().any(|a| self.p.parties.same_party(*a, whose))
    }
}
