//! Whether a verb is active or its subject suffers, by what stands beside it.

use super::super::phrases::agent_at;
use super::super::violence::{attack_at, attack_right_behind};
use super::VerbFrame;
use super::row::Row;
use crate::np::{Np, noun_phrase};
use crate::words::Is;
use mahdar_doc::ActType;
use mahdar_lang::{Slot, TitleClass};

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// جمدت واشنطن 700 مليون دولار, تعتقل الشرطة 30 منهم: whether right behind a subject stands how many the deed is done to.
    pub(super) fn stands_before_number(&self) -> bool {
        let scene = self.scene;
        self.after.as_ref().is_some_and(|np| {
            np.end < self.limit
                && np.first > self.trigger.at
                // هدم الجيش واحدا وثلاثين منزلا: so many in words, too.
                && (scene.doc.tokens[np.end].kind == mahdar_doc::TokenKind::Number
                    || np.definite
                        && scene.is(np.end).has(Is::QUANT)
                        && !scene.is(np.end).has(Is::PREFIXED)
                        && !scene.is(np.end).has(Is::CONJUNCT))
                && !scene.is(np.end + 1).has(Is::TIME)
                && !scene.is(np.end + 1).has(Is::PUNCT)
                && scene.doc.tokens[np.first].kind != mahdar_doc::TokenKind::Number
        })
    }

    /// Whether right behind a definite subject stands a person who is none of it.
    pub(super) fn stands_before_person(&self) -> bool {
        let scene = self.scene;
        self.after.as_ref().is_some_and(|np| {
            let is = scene.is(np.end);
            np.end < self.limit
                && np.definite
                && scene.is(np.end - 1).has(Is::ARTICLE)
                && ![Is::PREFIXED, Is::CONJUNCT, Is::TIME, Is::PREP, Is::ARTICLE].iter().any(|&fact| is.has(fact))
                && crate::np::title_at(scene.words, np.end).is_some_and(|(title, ..)| {
                    use mahdar_lang::TitleClass::{Expert, Office, Spokesman};
                    let class = scene.words.lexicon.titles[title as usize].class;
                    matches!(class, Office | Expert | Spokesman)
                })
        })
    }

    /// ثلاثة جنود, القيادي في الحركة: whether a blow can strike those of `np`, as it does people and hardly a state or its forces.
    pub(super) fn can_be_struck(&self, np: &Np) -> bool {
        let scene = self.scene;
        let office = np.titles.first().is_some_and(|&t| {
            let class = scene.words.lexicon.titles[t as usize].class;
            !matches!(class, TitleClass::Body | TitleClass::Outlet | TitleClass::Document)
        });
        scene.is(np.first).has(Is::QUANT)
            // 49 عسكريا أرمنيا
            || (np.first.saturating_sub(2).max(scene.first)..=np.first)
                .any(|k| scene.doc.tokens[k].kind == mahdar_doc::TokenKind::Number)
            || self.p.parties.heads_people(scene.doc, np.first)
            || office
            || np.name.is_some_and(|(from, _)| from == np.first)
    }

    /// قتلوا في قصف تركي: whether behind the verb stands a blow, and behind that no object: قتلت بقصف على المدينة عائلة.
    pub(super) fn blow_behind(&self) -> bool {
        let scene = self.scene;
        let at = scene.matcher.after_light_adjuncts(self.trigger.at + 1);
        let because = matches!(scene.key(at), "جراء" | "اثر" | "نتيجه") && scene.is(at + 1).has(Is::NOMINAL);
        let inside = because || matches!(scene.key(at), "في" | "خلال");
        // في انفجار عبوة ناسفة: an attack and what it was made with.
        let attack = attack_at(scene, at + usize::from(inside), self.limit);
        let free = because || inside && (attack.is_some() || scene.is(at + 1).has(Is::ACT));
        let bound = scene.is(at).has(Is::PREFIXED) && scene.key(at).starts_with('ب');
        let bound = bound && (attack.is_some() || scene.is(at).has(Is::ACT));
        let mut k = attack.unwrap_or(at + 1 + usize::from(free));
        // Its attributes, and where it struck.
        loop {
            let is = scene.is(k);
            if is.has(Is::ADJ) || is.has(Is::NISBA) {
                k += 1;
            } else if matches!(scene.key(k), "علي" | "في" | "قرب" | "من") && scene.is(k + 1).has(Is::NOMINAL)
            {
                k = noun_phrase(scene.doc, scene.words, k + 1, self.limit).map_or(k + 2, |np| np.end.max(k + 2));
            } else {
                break;
            }
        }
        let is = scene.is(k);
        let object = k < self.limit
            && (is.has(Is::NOMINAL) || is.has(Is::QUANT) || scene.doc.tokens[k].kind == mahdar_doc::TokenKind::Number)
            && ![Is::PREFIXED, Is::CONJUNCT, Is::PUNCT, Is::TIME, Is::ADVERB].iter().any(|&fact| is.has(fact));
        (free || bound) && !object
    }

    /// جنديا, ضابطين: whether at `k` begins somebody in the accusative, without the article.
    pub(super) fn person_in_accusative(&self, k: usize) -> bool {
        use mahdar_lang::TitleClass::{Body, Document, Outlet};
        let scene = self.scene;
        let is = scene.is(k);
        let key = scene.key(k);
        let accusative = (key.ends_with('ا') || key.ends_with("ين"))
            && ![Is::ARTICLE, Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::PUNCT, Is::ACTOR]
                .iter()
                .any(|&fact| is.has(fact));
        accusative
            && (self.people_at(k)
                || crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| {
                    !matches!(scene.words.lexicon.titles[t as usize].class, Body | Document | Outlet)
                }))
    }

    /// استهدف هجوم إلكتروني الوزارة: whether the word at `k` is a blow, behind which somebody stands whoever he is.
    pub(super) fn blow(&self, k: usize) -> bool {
        const BLOWS: [&str; 16] = [
            "هجوم",
            "هجمات",
            "غاره",
            "غارات",
            "قصف",
            "ضربه",
            "ضربات",
            "مسيره",
            "مسيرات",
            "صاروخ",
            "صواريخ",
            "تفجير",
            "عبوه",
            "قنبله",
            "عمليه",
            "عمليات",
        ];
        let key = self.scene.key(k);
        BLOWS.contains(&key.strip_prefix("ال").unwrap_or(key))
    }

    /// غارة, قصف, مسيرة: whether the word at `k` is what strikes or is struck with.
    pub(super) fn strikes(&self, k: usize) -> bool {
        const STRIKES: [&str; 42] = [
            "مقاتلات",
            "قاذفات",
            "مروحيات",
            "جرافه",
            "جرافات",
            "دبابه",
            "دبابات",
            "مدفعيه",
            "موجه",
            "عاصفه",
            "زلزال",
            "اعصار",
            "فيضان",
            "فيضانات",
            "سيول",
            "امطار",
            "هزه",
            "غاره",
            "غارات",
            "قصف",
            "هجوم",
            "هجمات",
            "ضربه",
            "ضربات",
            "مسيره",
            "مسيرات",
            "طائره",
            "طائرات",
            "صاروخ",
            "صواريخ",
            "قذيفه",
            "قذائف",
            "انفجار",
            "تفجير",
            "تفجيران",
            "رصاصه",
            "رصاص",
            "نيران",
            "قنبله",
            "قنابل",
            "عبوه",
            "لغم",
        ];
        let key = self.scene.key(k).trim_start_matches(['و', 'ف']);
        STRIKES.contains(&key.strip_prefix("ال").unwrap_or(key))
    }

    /// احتجزت إيران | ناقلة نفط: whether an indefinite thing stands right behind a subject that is known, so that the verb is
    /// active; قتل القائد رميا بالرصاص is how.
    pub(super) fn thing_behind_subject(&self) -> bool {
        let bars = [Is::PREFIXED, Is::CONJUNCT, Is::ADVERB, Is::TIME, Is::PREP, Is::TITLE];
        self.after.as_ref().is_some_and(|np| {
            // عناصر من الحركة: behind of whom they are.
            let end = self.object_start.max(np.end);
            let is = self.scene.is(end);
            // ناقلة نفط, and not ناقلة عن مصدر
            let next = self.scene.is(end + 1);
            let construct = next.has(Is::NOUN) && !next.has(Is::PREP) && !next.has(Is::PREFIXED);
            (!is.has(Is::ADVERBIAL) || construct)
                && end < self.limit
                && (np.definite || !np.actors.is_empty() || end > np.end)
                && is.has(Is::NOUN)
                && !is.has(Is::ARTICLE)
                && (!is.has(Is::ACT) || construct && !self.scene.matcher.verbal_noun(end))
                && !self.scene.key(end).ends_with('ا')
                && !bars.iter().any(|&fact| is.has(fact))
        })
    }

    /// Whether a subject is whom the deed is done to, though the form may be active.
    pub(super) fn is_patient(&mut self, row: &Row<'_>) -> bool {
        // احتجزها الحرس الثوري: whose object is a pronoun, he does it.
        if self.trigger.pronoun.is_some() {
            return false;
        }
        let first = row.entry.slots.first();
        let after = self.after.clone();
        // قتلت غارة أمريكية قياديا: what strikes does not suffer.
        // كانت مقاتلات هندية قصفت ما قدمته: on either side of the verb.
        if self.subject().is_some_and(|np| self.strikes(np.first)) {
            return false;
        }
        // قُتل خمسة مدنيين: people who suffer, with no object after them.
        let by_agent = after.is_some() && agent_at(self.scene, self.trigger.at + 1, self.limit).is_some();
        let by_deed = after.as_ref().is_some_and(|np| {
            self.object.as_ref().is_none_or(|o| o.first > np.end) && self.p.by_deed(np.end, self.limit).is_some()
        });
        let harm = matches!(row.entry.kind, ActType::Assault | ActType::Coerce | ActType::Sanction);
        // أوقف الجيش مشاركته: who stands before a thing in the accusative does it.
        let thing = after.as_ref().is_some_and(|np| {
            let is = self.scene.is(np.end);
            np.end < self.limit
                && is.has(Is::NOUN)
                && self.scene.words.analyses(np.end).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')))
                && ![Is::PREFIXED, Is::CONJUNCT, Is::ADVERBIAL, Is::ADVERB, Is::TIME, Is::PREP, Is::TITLE]
                    .iter()
                    .any(|&fact| is.has(fact))
        });
        let thing = thing || self.thing_behind_subject();
        // أعدمت إيران معارضا, اعتقلت الشرطة سبعين شخصا: so does who stands before people, whom the deed is done to.
        let people = after.as_ref().is_some_and(|np| np.end <= self.object_at) && self.people_at(self.object_at);
        // أمرت باريس بطرد الدبلوماسيين: nor does who orders a deed.
        let orders = row.theme.is_some_and(|t| t > self.trigger.at && self.scene.is(t).has(Is::PREFIXED)) && !by_agent;
        // قتل جنديان عراقيان في انفجار عبوة ناسفة: nor does he act who stands right before the attack that struck him.
        let attacked = row.entry.kind == ActType::Assault
            && after.as_ref().is_some_and(|np| {
                let at = self.scene.matcher.after_light_adjuncts(np.end);
                attack_right_behind(self.scene, at, self.limit).is_some() && self.can_be_struck(np)
            });
        let by_deed = by_deed || attacked;
        let active = thing || people || orders || self.stands_before_number();
        let suffers = (harm && (self.object.is_none() && !active || by_deed && !people && !orders) || by_agent)
            && first == Some(&Slot::Obj)
            && after.is_some();
        suffers || first == Some(&Slot::Patient)
    }

    /// Whether at `k` begins a phrase of people as an object: معارضا كرديا, سبعين شخصا, العشرات, مئات الموظفين.
    pub(super) fn people_at(&self, k: usize) -> bool {
        let scene = self.scene;
        let is = scene.is(k);
        let bars = [Is::PREFIXED, Is::CONJUNCT, Is::PREP, Is::PUNCT, Is::TIME, Is::COMP, Is::REL];
        if k >= self.limit.max(self.trigger.at + 1) || bars.iter().any(|&fact| is.has(fact)) {
            return false;
        }
        let key = scene.key(k);
        let some = matches!(
            key,
            "العشرات"
                | "المئات"
                | "الالاف"
                | "عشرات"
                | "مئات"
                | "الاف"
                | "عددا"
                | "شخصا"
                | "شخصين"
                | "اشخاصا"
        );
        // سائقا, قياديا, معارضين: in the accusative, and no manner (رميا, متلبسا).
        let stem = key.strip_suffix('ا').or_else(|| key.strip_suffix("ين")).unwrap_or(key);
        let accusative = stem.len() < key.len() && !is.has(Is::ARTICLE);
        let lexicon = scene.words.lexicon;
        let of_person = |t: u16| {
            use mahdar_lang::TitleClass::{Anonymous, Expert, People};
            matches!(lexicon.titles[t as usize].class, Anonymous | Expert | People)
        };
        // استدعت سفيرها: whose somebody is, is told.
        if scene.words.analyses(k).iter().any(|a| a.pronoun.is_some()) {
            return false;
        }
        // قياديا, سائقا: the title or the people without the ending.
        let stem_names = || {
            let node = lexicon.word_id(stem).and_then(|id| lexicon.step(0, id));
            let titles = node.map_or(&[][..], |node| lexicon.phrases(node));
            titles.iter().any(|p| matches!(p, mahdar_lang::Phrase::Title { title, .. } if of_person(*title)))
                || crate::acts::faction(lexicon, stem).is_some()
        };
        let person = crate::np::title_at(scene.words, k).is_some_and(|(t, ..)| of_person(t))
            || scene.words.tells(k, crate::words::Facts::FACTION)
            || self.p.parties.heads_people(scene.doc, k)
            || accusative && stem_names();
        let tens = ["عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"].contains(&key);
        some || tens && scene.is(k + 1).has(Is::NOUN) || person && (accusative || is.has(Is::QUANT))
    }
}
