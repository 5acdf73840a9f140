//! The row of `acts.tsv` that holds at a verb, by the theme words beside it.

use super::super::clause::negated;
use super::super::envoys::{expulsion, own_envoys};
use super::super::predicate::{charge, charged};
use super::super::slots::{is_theme, may_be_theme};
use super::super::{Trigger, TriggerForm};
use super::{ANTECEDENT, VerbFrame};
use crate::acts::{Scene, refusal};
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::{ActType, EntityId, EntityKind, TokenId};
use mahdar_lang::{ActEntry, Entry, NamedBy, Number, Slot, Tense, TitleClass};
use std::borrow::Cow;
use std::rc::Rc;

/// Words that may stand between a theme and its attributes: خطة سلام جديدة.
const ATTRIBUTES: usize = 3;

/// How far behind an aside a theme may stand.
const BEHIND_ASIDE: usize = 3;

/// How far behind a call what is called for may stand.
const CALLED: usize = 9;

/// How far behind a word of carrying what is carried may stand: محملة بنحو 20 ألف طن من القمح.
const LOAD: usize = 7;

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

    /// How far a theme word may stand: a clause of somebody else's, or with a verb of its own, has its own acts.
    fn theme_reach(&mut self) -> usize {
        let scene = self.scene;
        let i = self.trigger.at;
        let limit = self.limit;
        let that = (self.object_start.max(i + 1)..limit).find(|&k| scene.is(k).has(Is::COMP));
        let own_clause = that.filter(|&k| self.is_of_others(k));
        // أعلن لافروف أن موسكو وطهران تدعوان إلى استئناف: behind a verb of its own a clause tells its own act.
        let own_verb =
            that.and_then(|comp| (comp + 1..limit).find(|&k| scene.is(k).has(Is::ACT) && scene.words.is_only_verb(k)));
        // أكد أن الحلف رفع جاهزية جنوده: right behind the subject of its clause a word that may be a noun is its verb.
        let own_verb = own_verb.or_else(|| {
            let at = noun_phrase(scene.doc, scene.words, that? + 1, limit)?.end;
            let is = scene.is(at);
            let nominal = [Is::ARTICLE, Is::ADJ, Is::TITLE, Is::ACTOR, Is::PREFIXED].iter().any(|&fact| is.has(fact));
            (at < limit && is.has(Is::VERB) && is.has(Is::ACT) && !nominal).then_some(at)
        });
        // أعرب الاتحاد، على لسان المتحدث باسمه، عن قلقه: where the content stands, however far.
        let content_at = self.content_at().unwrap_or(i);
        // تقدم لبنان، عبر مندوبته في نيويورك، بشكوى: behind what stands between commas.
        // سلم الوزير الرئيس الإيراني حسن روحاني رسالة: behind whom it is given to.
        let given = self.object.as_ref().map_or(0, |np| np.end + 3);
        let behind = behind_asides(scene, self.object_start, limit);
        let aside = if behind > self.object_start { behind + BEHIND_ASIDE } else { 0 };
        // وصلت طائرة كويتية تحمل أربعين طنا من الأدوية: what is carried stands behind how much of it.
        let carries = |&k: &usize| matches!(scene.key(k), "تحمل" | "يحمل" | "محمله" | "محمل" | "تقل" | "حامله");
        let load = (i + 1..limit.min(i + 9)).find(carries).map_or(0, |k| k + LOAD);
        let reach = (self.object_start + 9)
            .max(load)
            .max(content_at + 2)
            .max(self.object_at + 3)
            .max(given)
            .max(aside)
            .min(limit.max(i + 2));
        let reach = own_clause.filter(|c| *c < reach).unwrap_or(reach);
        own_verb.filter(|v| *v < reach && self.trigger.form != TriggerForm::Predicate).unwrap_or(reach)
    }

    /// Whether what a clause after أن at `k` tells is of somebody else: أعلن الوسيط أن الطرفين توصلا إلى اتفاق. Of the
    /// speaker it is the speaker's: أكد أن بلاده ملتزمة.
    fn is_of_others(&mut self, k: usize) -> bool {
        let scene = self.scene;
        let pronoun = scene.words.complementizer(scene.doc, k).is_some_and(|c| c.pronoun.is_some());
        !pronoun
            && noun_phrase(scene.doc, scene.words, k + 1, scene.last).is_some_and(|np| {
                let ids = self.p.entities(&np);
                let same = |id: &EntityId| self.speaker.iter().any(|s| s == id || self.p.parties.same_party(*s, *id));
                np.can_speak() && !scene.key(np.first).contains("بلاد") && !ids.is_empty() && !ids.iter().any(same)
            })
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
        let first = found.into_iter().find(|(_, theme)| theme.abs_diff(i) <= nearest + ATTRIBUTES);
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

    /// The verbal noun that a verb of deciding takes, its row, and that row's theme.
    fn decided_alone(&self, reach: usize) -> Option<(usize, u16, usize)> {
        /// Words between the verb's subject and the verbal noun, and behind that.
        const NEAR: usize = 3;
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        let decides = self
            .trigger
            .rows
            .iter()
            .any(|&row| matches!(lexicon.acts[row as usize].lemma.as_str(), "أعلن" | "قرر" | "أقر"));
        if !decides || self.trigger.form == TriggerForm::Noun {
            return None;
        }
        let from = behind_asides(scene, self.object_start.max(self.trigger.at + 1), reach);
        (from..(from + NEAR).min(reach)).find_map(|at| {
            let rows = scene.words.analyses(at).iter().filter_map(|a| match a.entry {
                // إلغاء begins like an article.
                _ if a.before.article || a.before.preposition.is_some() => None,
                Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
                _ => None,
            });
            let bare = !scene.is(at).has(Is::PREFIXED) && !scene.is(at).has(Is::ARTICLE);
            let nouns = scene.words.hits(at).iter().filter_map(|hit| match hit.phrase {
                mahdar_lang::Phrase::Act(row) if bare => Some(row),
                _ => None,
            });
            rows.flatten().copied().chain(nouns).find_map(|row| {
                let of = &lexicon.acts[row as usize];
                use ActType::{Aid, Coerce, Concede, Mobilize, Protest, Retreat, Sanction};
                let step = matches!(of.kind, Aid | Coerce | Concede | Mobilize | Protest | Retreat | Sanction);
                if !step {
                    return None;
                }
                // قررت الدنمارك تزويد كييف بطائرات: what needs no word beside it, and whom it is done to right behind.
                if of.with.is_empty() {
                    let next = scene.is(at + 1);
                    let whom = (next.has(Is::ACTOR) || next.has(Is::TITLE)) && !next.has(Is::PREFIXED);
                    return (of.kind == Aid && whom && of.slots.first() == Some(&Slot::Obj)).then_some((at, row, at));
                }
                // قرر المغرب إعفاء المواطنين الغابونيين من التأشيرة: behind whom it is done to.
                let whom = noun_phrase(scene.doc, scene.words, at + 1, reach.max(at + 2)).map_or(0, |np| np.end + 2);
                let theme = (at + 1..(at + 1 + NEAR).max(whom).min(reach)).find(|&k| is_theme(scene, k, &of.with))?;
                Some((at, row, theme))
            })
        })
    }

    /// أعلنت الحركة تعليق مشاركتها, قررت الحكومة رفع الحظر: a step that is announced is what its own word, and what that
    /// takes, tells: the row of the verbal noun at `theme`, and its theme.
    fn decided(&self, entry: &ActEntry, theme: usize, reach: usize) -> Option<(u16, usize)> {
        const DECIDES: [&str; 10] = ["أعلن", "قرر", "أقر", "درس", "اعتزم", "نوى", "عزم", "خطط", "اتجه", "سعى"];
        /// Words between a verbal noun and what it takes.
        const NEAR: usize = 3;
        if !DECIDES.contains(&entry.lemma.as_str()) {
            return None;
        }
        let scene = self.scene;
        let lexicon = scene.words.lexicon;
        // رفع الحظر: the theme may be what the verbal noun before it takes.
        let deed = |k: usize| {
            let noun =
                |a: &mahdar_lang::Analysis| matches!(a.entry, Entry::Verb { form, .. } if form.tense == Tense::Masdar);
            !scene.is(k).has(Is::PREFIXED) && scene.words.analyses(k).iter().any(noun)
        };
        let at = if theme > self.trigger.at + 1 && deed(theme - 1) { theme - 1 } else { theme };
        let rows = scene.words.analyses(at).iter().filter_map(|a| match a.entry {
            Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
            _ => None,
        });
        rows.flatten().find_map(|&row| {
            let of = &lexicon.acts[row as usize];
            let near = (at + 1..(at + 1 + NEAR).min(reach.max(at + 2))).find(|&k| is_theme(scene, k, &of.with));
            use ActType::{Coerce, Concede, Mediate, Mobilize, Retreat, Sanction};
            // أعلنت سيول رفع حالة التأهب: what is raised is no ban.
            let step = (matches!(of.kind, Coerce | Concede | Retreat | Sanction)
                || of.kind == Mobilize && entry.kind == Concede)
                && !matches!(entry.kind, Mediate | ActType::Agree | ActType::Threaten);
            near.filter(|_| !of.with.is_empty() && of.kind != entry.kind && step).map(|t| (row, t))
        })
    }

    /// دعاه إلى لقاء, لحضور القمة: whether token `k`, or the verbal noun that governs it, stands behind the verb's first إلى or ل.
    fn invited_to(&self, k: usize) -> bool {
        let scene = self.scene;
        let bound = |n: usize| scene.is(n).has(Is::PREFIXED) && scene.key(n).starts_with('ل');
        let first = (self.trigger.at + 1..=k).find(|&n| scene.key(n) == "الي" || bound(n));
        first.is_some_and(|n| {
            let governed = if bound(n) { n } else { n + 1 };
            governed == k || governed + 1 == k && !scene.is(governed).has(Is::ARTICLE)
        })
    }

    /// The theme word of a row behind the verb, or before it in what the clause describes.
    fn theme_of(&self, entry: &ActEntry, reach: usize) -> Option<usize> {
        let scene = self.scene;
        let i = self.trigger.at;
        let names = matches!(entry.lemma.as_str(), "اعتبر" | "عد" | "رأى");
        let announces = entry.lemma == "أعلن";
        let behind = (i + 1..reach).filter(|&k| may_be_theme(scene, k)).find(|&k| {
            // Most words are none of this row's: what else bars one is asked of the rest.
            if !is_theme(scene, k, &entry.with) {
                return false;
            }
            // وصلت حاملة الطائرات, وصلت طائرة إغاثة: forces and help that move are their own theme.
            let moves =
                matches!(entry.kind, ActType::Mobilize | ActType::Aid) || EXPLODES.contains(&entry.lemma.as_str());
            let in_subject =
                self.after.as_ref().is_some_and(|np| np.first + if moves { 2 } else { 0 } <= k && k < np.end);
            // أرسلت حاملة الطائرات: a ship, and no aircraft that are given.
            let of_ship = scene.key(k - 1).trim_start_matches("ال").starts_with("حامل") && entry.kind == ActType::Aid;
            // اعتبر أن المهم هو التنفيذ: what is called something has the article, not what it is called.
            let called = names && scene.is(k).has(Is::ARTICLE);
            // أعلنت أنقرة مقتل جنود بقصف: by what the thing that is announced was done.
            let by = announces
                && scene.is(k).has(Is::PREFIXED)
                && scene.key(k).starts_with('ب')
                && self.content_at().is_some_and(|at| at < k);
            // أعلن بعد زيارته أن: on what occasion is not what.
            let when =
                crate::acts::WHEN.contains(&scene.key(k - 1)) && k > i + 1 || scene.key(k - 1) == "قبل" && k > i + 2;
            // رغم رفض تركيا, ردا على طرد موسكو: nor is in spite of what, or in answer to what.
            let despite = scene.key(k - 1) == "رغم"
                || k > i + 2
                    && scene.key(k - 1) == "علي"
                    && matches!(scene.key(k - 2), "ردا" | "احتجاجا" | "جوابا" | "اعتراضا");
            // علقت المساعدات احتجاجا على الاعتقال: why is not what.
            let why =
                scene.key(k) == "احتجاجا" && scene.key(k + 1) == "علي" && k > i + 1 && entry.kind != ActType::Protest;
            // دعا إلى الالتزام بما جرى في اجتماع العقبة: one invites to what stands behind the verb's own preposition.
            let farther = entry.lemma == "دعا" && entry.kind == ActType::Propose && !self.invited_to(k);
            // قررت المحكمة وقف إضراب الأطباء, إخلاء مقاطعة خيرسون: what is ended or emptied is not begun.
            let ended = entry.kind == ActType::Protest
                && (ends(scene.key(k - 1))
                    || matches!(scene.key(k - 1), "اخلاء" | "اغلاق" | "منع" | "فض" | "فك" | "حظر"));
            // أكد ضرورة التزام إيران: what must be is not what is.
            let needed = k > i + 1
                && entry.kind != ActType::Request
                && matches!(scene.key(k - 1), "ضروره" | "وجوب" | "لزوم" | "بضروره" | "بوجوب");
            // انسحبت القوات تنفيذا لاتفاق, بموجب الاتفاق: by what rule is not what.
            let by_rule = matches!(
                scene.key(k - 1),
                "بموجب"
                    | "بمقتضي"
                    | "تنفيذا"
                    | "تطبيقا"
                    | "عملا"
                    | "وفقا"
                    | "وفق"
                    | "طبقا"
                    | "استنادا"
                    | "التزاما"
            );
            // رد بأن الهجوم استهدف جماعة: who answers in words strikes nobody.
            let in_words = entry.lemma == "رد"
                && entry.kind == ActType::Assault
                && (i + 1..k).any(|n| scene.is(n).has(Is::COMP) || matches!(scene.key(n), "بان" | "قاءلا" | "قائلا"));
            // تعهد بعدم عرقلة الانتخابات: to forgo a harm is no threat.
            let forgone =
                entry.kind == ActType::Threaten && matches!(scene.key(k - 1), "عدم" | "بعدم" | "دون" | "لعدم");
            !in_subject
                && !of_ship
                && !called
                && !by
                && !forgone
                && !by_rule
                && !in_words
                && !needed
                && !when
                && !despite
                && !why
                && !farther
                && !ended
        });
        // The theme of a relative clause stands before it: الرسالة التي تلقاها.
        behind.or_else(|| {
            let end = if self.relative.bare { i } else { i.checked_sub(1)? };
            let (from, to) = self.relative.of_object.then(|| (i.saturating_sub(ANTECEDENT).max(scene.first), end))?;
            (from..to).rev().find(|&k| is_theme(scene, k, &entry.with))
        })
    }
}

/// تلقى سامح شكري، وزير الخارجية، اليوم الأحد، اتصالا: one past the last of the asides between commas that follow `at`; `at`
/// if none does.
fn behind_asides(scene: &Scene<'_, '_>, at: usize, limit: usize) -> usize {
    /// The longest aside.
    const ASIDE: usize = 10;
    let comma = |k: usize| scene.kind(k) == Some(mahdar_doc::TokenKind::Comma);
    let mut k = at;
    while k < limit && comma(k) {
        let close = (k + 1..(k + 1 + ASIDE).min(limit)).find(|&c| comma(c));
        let Some(close) = close.filter(|&c| !(k + 1..c).any(|n| scene.words.is_only_verb(n))) else { break };
        k = close;
    }
    if k == at { at } else { k + 1 }
}

/// What a party will not do, whatever the verb: no row of the tables.
fn refuses() -> ActEntry {
    ActEntry {
        id: "refusal".to_owned(),
        lemma: String::new(),
        kind: ActType::Reject,
        with: Vec::new(),
        slots: vec![Slot::Maa, Slot::Ala, Slot::Ila, Slot::Li, Slot::Obj, Slot::Theme],
        symmetric: false,
        human: false,
        mode: None,
        cameo: None,
        governs: None,
        finite: false,
    }
}

/// A reply in deeds.
fn retaliation() -> ActEntry {
    ActEntry {
        id: "retaliation".to_owned(),
        kind: ActType::Coerce,
        slots: vec![Slot::Ala],
        cameo: Some("138".to_owned()),
        ..refuses()
    }
}

/// An envoy called home or sent away.
fn recall() -> ActEntry {
    ActEntry {
        id: "recall".to_owned(),
        kind: ActType::Sanction,
        slots: vec![Slot::Min, Slot::Inda, Slot::Fi],
        cameo: Some("160".to_owned()),
        ..refuses()
    }
}

/// Whether one's own envoys are called home.
fn recalls(scene: &Scene<'_, '_>, entry: &ActEntry, theme: Option<usize>) -> bool {
    let Some(theme) = theme else { return false };
    // استدعت الكويت سفيرها من طهران: to call one's own ambassador home is no rebuke but a sanction.
    let own_envoy = entry.lemma == "استدعى" && entry.kind == ActType::Accuse && {
        let surface = scene.doc.surface(TokenId::from_index(theme));
        ["ها", "ه", "هم"].iter().any(|e| surface.ends_with(e)) && !surface.ends_with('ة')
    };
    // أعلنت سحب دبلوماسييها من لبنان: one's own envoys called home, announced.
    let verb = scene.key(theme).strip_prefix("ال").unwrap_or(scene.key(theme));
    own_envoy || matches!(verb, "سحب" | "استدعاء" | "اجلاء") && own_envoys(scene, theme + 1)
}

/// أصول, أرصدة, حسابات: whether what belongs to somebody stands at `k`.
fn belongings(scene: &Scene<'_, '_>, k: usize) -> bool {
    let bare = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
    ["اصول", "ارصده", "اموال", "حسابات", "ممتلكات", "ودائع", "موجودات"].iter().any(|word| bare.starts_with(word))
}

/// القوات الروسية, مسلحي حفتر, عناصر التنظيم: whether armed people stand at `k`.
fn forces(scene: &Scene<'_, '_>, k: usize) -> bool {
    let bare = scene.key(k).strip_prefix("ال").unwrap_or(scene.key(k));
    ["قوات", "جيش", "مسلح", "مقاتل", "عناصر", "ميليشيا", "مليشيا", "متمرد", "جنود", "كتائب"]
        .iter()
        .any(|word| bare.starts_with(word))
}

/// انتهاء الهدنة, نهاية الالتزام بوقف إطلاق النار, تخليها عن الهدنة: whether what is announced between tokens `from` and `theme` is that a
/// truce ends.
fn ends_truce(scene: &Scene<'_, '_>, entry: &ActEntry, from: usize, theme: usize) -> bool {
    let bare = |k: usize| scene.key(k).trim_start_matches(['ب', 'ل']).trim_start_matches("ال");
    let truce = matches!(bare(theme), "هدنه" | "تهدئه" | "التزام" | "الالتزام")
        || bare(theme) == "وقف" && scene.key(theme + 1).starts_with("اطلاق");
    entry.lemma == "أعلن" && truce && from < theme && theme <= from + 4 && (from..theme).any(|k| ends(scene.key(k)))
}

/// Whether a word is the verbal noun of ending or leaving something.
pub(in crate::acts::frame) fn ends(key: &str) -> bool {
    const ENDS: [&str; 9] = ["انتهاء", "نهايه", "انهاء", "الغاء", "تخلي", "تنصل", "خرق", "انهيار", "نقض"];
    let bare = key.strip_prefix("ال").unwrap_or(key);
    ENDS.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ه" | "ها" | "هم" | "هما")))
}

/// Whether a row holds by its word and not by what it says: وقع الهجوم في المدينة (it happened, and signed nothing), قدم السفير
/// أوراق اعتماده, أعلنت رفض وقف إطلاق النار (the verbal noun next to the verb says what was announced), اعتراض صاروخ.
fn only_looks(scene: &Scene<'_, '_>, entry: &ActEntry, trigger: &Trigger, theme: Option<usize>, object: usize) -> bool {
    /// Verbal nouns that turn what they govern.
    const TURNS: [&str; 27] = [
        "رفض",
        "تاييد",
        "دعم",
        "تمسك",
        "انسحاب",
        "انتهاء",
        "نهايه",
        "انهاء",
        "الغاء",
        "تخلي",
        "تنصل",
        "خرق",
        "انهيار",
        "فشل",
        "تعثر",
        "معارضه",
        "نقض",
        "انتهاك",
        "خروج",
        "استنكار",
        "ادانه",
        "ترحيب",
        "عدم",
        "نقص",
        "مساندت",
        "معارضت",
        "ادانت",
    ];
    let next = scene.key(trigger.end);
    let happens = entry.kind == ActType::Support
        && entry.lemma.starts_with("وقع")
        && theme.is_none()
        && !(trigger.end..(trigger.end + 12).min(scene.last)).any(|k| {
            let bare = scene.key(k).trim_start_matches("ال");
            ["اتفاق", "مذكر", "معاهد", "بروتوكول", "اعلان", "عقد", "وثيق", "بيان", "خطه", "مرسوم"]
                .iter()
                .any(|w| bare.starts_with(w))
        })
        && matches!(
            next,
            "في" | "قرب"
                | "امام"
                | "داخل"
                | "خارج"
                | "فجر"
                | "مساء"
                | "صباح"
                | "ليل"
                | "ليله"
                | "امس"
                | "اليوم"
                | "بالقرب"
        );
    let credentials = theme.is_some_and(|t| scene.key(t).contains("اوراق") && scene.key(t + 1).starts_with("اعتماد"));
    let turned = theme.is_some_and(|t| {
        let announces = matches!(entry.lemma.as_str(), "أعلن" | "أكد" | "جدد" | "كرر" | "أعرب");
        let governs = |k: usize| {
            let key = scene.key(k);
            let key = key.strip_prefix("ال").unwrap_or(key);
            TURNS.iter().any(|word| {
                key.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "ها" | "ه" | "هم" | "هما" | "ا"))
            })
        };
        announces && object < t && t <= object + 6 && (object..t).any(governs) && !governs(t)
    });
    let intercepts = entry.kind == ActType::Reject
        && theme.is_some_and(|t| {
            scene.key(t).contains("اعتراض")
                && ["صاروخ", "صواريخ", "مسير", "طائر", "سفين", "سفن", "ناقل", "هدف", "اهداف", "مقذوف", "زورق"]
                    .iter()
                    .any(|word| scene.key(t + 1).starts_with(word))
        });
    let waves = entry.kind == ActType::Threaten
        && entry.lemma == "لوح"
        && (trigger.end..object + 3).any(|k| {
            let bare = scene.key(k).trim_start_matches('ب').trim_start_matches("ال");
            matches!(bare, "اعلام" | "علم" | "رايات" | "رايه" | "صور" | "لافتات" | "يد" | "يده" | "ايديهم" | "اعلاما")
        });
    // أعرب عن قلقه من الوضع في بنغلاديش: concern at what happens somewhere accuses nobody.
    let worries = entry.kind == ActType::Accuse
        && theme.is_some_and(|t| {
            let fears = ["قلق", "خشيت", "خشيه", "تخوف", "مخاوف", "اسف", "اسي", "حزن", "صدم"];
            let key = scene.key(t).trim_start_matches(['ب', 'و']).trim_start_matches("ال");
            fears.iter().any(|word| key.starts_with(word)) && event_behind(scene, t + 1)
        });
    // غادر الوفد هافانا للمشاركة في المفاوضات: who leaves a town for talks walks out of none.
    let travels = entry.lemma == "غادر"
        && entry.kind == ActType::Sanction
        && theme.is_some_and(|t| {
            (trigger.end..t).any(|k| {
                ["للمشارك", "لحضور", "متوج", "لاجراء", "لاستئناف", "لمواصل", "لعقد", "لبدء"]
                    .iter()
                    .any(|word| scene.key(k).starts_with(word))
            })
        });
    happens || credentials || turned || intercepts || waves || worries || travels
}

/// من الوضع في بنغلاديش, إزاء تدهور الأوضاع: whether what stands behind a word of worry, up to two words on, is a state of things
/// that no adjective gives to anybody (التصعيد الإسرائيلي is somebody's).
fn event_behind(scene: &Scene<'_, '_>, from: usize) -> bool {
    const EVENTS: [&str; 34] = [
        "وضع",
        "اوضاع",
        "احداث",
        "تطورات",
        "توتر",
        "توترات",
        "ازمه",
        "حاله",
        "تدهور",
        "تصاعد",
        "تصعيد",
        "عنف",
        "اندلاع",
        "اشتباكات",
        "قتال",
        "معارك",
        "فوضي",
        "مواجهات",
        "ظروف",
        "مصير",
        "مستقبل",
        "انتشار",
        "تزايد",
        "تفاقم",
        "نقص",
        "خسائر",
        "كارثه",
        "ضحايا",
        "سقوط",
        "مقتل",
        "تداعيات",
        "مجاعه",
        "نزاع",
        "صراع",
    ];
    let at = (from..from + 4).find(|&k| {
        let key = scene.key(k).trim_start_matches(['ب', 'ل']);
        let bare = key.strip_prefix("ال").unwrap_or(key);
        EVENTS.contains(&bare)
    });
    let Some(at) = at else { return false };
    let only_between = (from..at).all(|k| {
        scene.is(k).has(Is::PREP)
            || scene.is(k).has(Is::ADJ)
            || matches!(
                scene.key(k),
                "العميق" | "البالغ" | "الشديد" | "ازاء" | "حيال" | "تجاه" | "بشان" | "الكبير" | "العميقه"
            )
    });
    only_between
        && !(at + 1..at + 4)
            .take_while(|&k| scene.is(k).has(Is::ADJ) || scene.is(k).has(Is::NISBA))
            .any(|k| scene.is(k).has(Is::NISBA))
}

/// Whether what a word of intent at `theme` is about is a harm: عزمها فرض عقوبات, نيته مهاجمة.
fn harm_intended(scene: &Scene<'_, '_>, theme: usize, limit: usize) -> bool {
    let key = scene.key(theme);
    let intent = ["عزم", "نيت", "نوايا", "اعتزام", "تصميم", "تعهد"].iter().any(|w| key.starts_with(w));
    intent && harm_noun(scene, theme + 1, limit)
}

/// عزمه سحب قواته, استعدادها لرفع العقوبات: whether the word at `theme` is somebody's intent, and what it is to is a withdrawal or
/// the lifting of a rule.
fn yields(scene: &Scene<'_, '_>, theme: usize, limit: usize) -> bool {
    let key = scene.key(theme);
    let intent = ["عزم", "نيت", "نوايا", "اعتزام", "تصميم"].iter().any(|w| key.starts_with(w));
    intent && deed_noun(scene, theme + 1, limit, |kind| matches!(kind, ActType::Retreat | ActType::Concede))
}

/// Whether one of the next words from `from` is the verbal noun of a harm: فرض عقوبات, لمعاقبة.
fn harm_noun(scene: &Scene<'_, '_>, from: usize, limit: usize) -> bool {
    use ActType::{Assault, Coerce, Mobilize, Sanction};
    deed_noun(scene, from, limit, |kind| matches!(kind, Assault | Coerce | Mobilize | Sanction))
}

/// Whether one of the next words from `from` is the verbal noun of a deed of such a type.
fn deed_noun(scene: &Scene<'_, '_>, from: usize, limit: usize, of_type: fn(ActType) -> bool) -> bool {
    let lexicon = scene.words.lexicon;
    (from..(from + 3).min(limit)).any(|k| {
        let themed = |row: &u16| {
            let with = &lexicon.acts[*row as usize].with;
            with.is_empty() || (k + 1..(k + 4).min(limit)).any(|n| is_theme(scene, n, with))
        };
        let mut rows = scene.words.analyses(k).iter().filter_map(|a| match a.entry {
            Entry::Verb { verb, form } if form.tense == Tense::Masdar => Some(lexicon.acts_of(verb)),
            _ => None,
        });
        rows.any(|rows| {
            rows.iter().find(|row| themed(row)).is_some_and(|row| of_type(lexicon.acts[*row as usize].kind))
        })
    })
}

/// Whether a verb of the future is رد على a party.
fn retaliates(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let lexicon = scene.words.lexicon;
    let reply = trigger.rows.iter().any(|&row| lexicon.acts[row as usize].lemma == "رد");
    let on = (trigger.end..(trigger.end + 3).min(scene.last)).find(|&k| scene.key(k) == "علي");
    reply
        && trigger.future
        && trigger.form == TriggerForm::Finite
        && !trigger.passive
        && on.is_some_and(|k| {
            let next = scene.is(k + 1);
            next.has(Is::ACTOR) || next.has(Is::ACT) || matches!(scene.key(k + 1), "اي" | "كل")
        })
        || reply && trigger.future && trigger.form == TriggerForm::Finite && !trigger.passive && in_kind(scene, trigger)
}

/// سترد بحزم, سنرد ردا قاسيا: whether a coming reply is told as a blow.
fn in_kind(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    const HARSH: [&str; 7] = ["حازم", "قاسي", "قاس", "قوي", "مزلزل", "عنيف", "موجع"];
    (trigger.end..(trigger.end + 3).min(scene.last)).any(|k| {
        let key = scene.key(k);
        matches!(key, "بحزم" | "بقوه" | "بقسوه" | "بالقوه" | "بعنف" | "بشده")
            || key == "ردا" && (k + 1..k + 4).any(|n| HARSH.iter().any(|word| scene.key(n).starts_with(word)))
    })
}
