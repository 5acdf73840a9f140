//! The head of a noun phrase.

use super::{Np, Parser, actor_at, actors_at, title_at};
use crate::words::Is;
use mahdar_doc::{EntityKind, TokenKind};
use mahdar_lang::{Gender, NamedBy, Number, Phrase, TitleClass};

impl Parser<'_, '_> {
    /// Takes the head of a phrase: a pair, a title, an actor, a name in marks, a people, a name, any noun.
    pub(super) fn head(&self, np: &mut Np, i: &mut usize) {
        let words = self.words;
        if *i >= self.limit || self.pair(np, i) || self.title_or_actor(np, i) {
            return;
        }
        // حسبما أعلن الوزير: what says according to whom is nobody.
        if words.evidential(*i).is_some() {
            return;
        }
        if self.quoted_name(*i) {
            let actors = actors_at(words, *i + 1);
            // "قطر لن تقبل": where the mark does not close behind the name, it opens what somebody says.
            let closes = |end: u32| {
                matches!(self.doc.tokens.get(end as usize).map(|t| t.kind), Some(TokenKind::Close | TokenKind::Quote))
            };
            if let Some((actor, by, hit)) = actors.first().copied().filter(|(.., hit)| closes(hit.end)) {
                self.take_actor(np, *i + 1, actor, by, &actors);
                *i = hit.end as usize;
                if matches!(self.kind(*i), Some(TokenKind::Close | TokenKind::Quote)) {
                    *i += 1;
                }
            }
            return;
        }
        if let Some((party, gender, number, end)) = words.nisba(self.doc, *i) {
            // الروس، الأوروبيون as a head.
            np.party = words.lexicon.parties.get(party as usize).cloned();
            np.gender = gender;
            np.number = number;
            *i = end;
            return;
        }
        if words.at(*i).has(Is::NAME) {
            self.names(np, i);
            if np.name.is_some() {
                return;
            }
        }
        if words.at(*i).has(Is::NOMINAL) {
            if words.at(*i).has(Is::UNKNOWN) && !words.at(*i).has(Is::ARTICLE) {
                self.names(np, i);
            } else {
                *i += 1;
            }
        }
    }

    /// الجانبان, كلاهما: a dual that points back.
    fn pair(&self, np: &mut Np, i: &mut usize) -> bool {
        let pair = self.words.hits(*i).iter().find_map(|h| match h.phrase {
            Phrase::Pair(persons) => Some((persons, h.end as usize)),
            _ => None,
        });
        let Some((persons, end)) = pair else { return false };
        np.pair = Some(persons);
        np.number = Number::Dual;
        np.gender = Gender::M;
        np.definite = true;
        *i = end;
        true
    }

    /// The title or actor at `i`, whichever is longer; of one length the title, unless the words are foremost a name.
    fn title_or_actor(&self, np: &mut Np, i: &mut usize) -> bool {
        let words = self.words;
        let actors = actors_at(words, *i);
        let title = title_at(words, *i);
        // المنظمة الدولية: what a body is called in two words goes before a word for bodies.
        let actor_end = actors
            .first()
            .filter(|(_, by, h)| *by != NamedBy::Epithet || h.end as usize > *i + 1)
            .map_or(0, |(_, _, h)| h.end);
        // الإمارات is a state before it is the plural of a body's name, الأمم المتحدة an organisation before it is a title,
        // بكين a capital before it is ب and a word.
        let named = actors.first().is_some_and(|(_, by, h)| {
            let office = title.is_some_and(|(t, _, _, th)| {
                th.stem <= h.stem
                    && matches!(words.lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman)
            });
            matches!(by, NamedBy::Name | NamedBy::Capital | NamedBy::Seat) && !office
        });
        if let Some((title, gender, number, hit)) =
            title.filter(|(_, _, _, h)| h.end > actor_end || h.end == actor_end && !named)
        {
            np.titles.push(title);
            np.gender = gender;
            np.number = number;
            np.definite |= words.lexicon.titles[title as usize].form.contains("ال");
            if !actors.is_empty() && actors[0].2.end == hit.end {
                np.alternatives.extend(actors.iter().map(|(actor, by, _)| (*actor, *by)));
            }
            np.party = self.party_in_title(*i, hit.end as usize);
            let last = hit.end as usize - 1;
            // زعيم حزب | الأمة القومي: the last word of a title may begin a body's name.
            let body = actors_at(words, last).first().copied().filter(|(a, by, h)| {
                last > *i
                    && *by == NamedBy::Name
                    && h.end > hit.end
                    && words.lexicon.actors[*a as usize].kind != EntityKind::Person
            });
            *i = hit.end as usize;
            if let Some((actor, by, h)) = body {
                self.take_actor(np, last, actor, by, &[]);
                *i = h.end as usize;
            }
            return true;
        }
        let Some((actor, by, hit)) = actors.first().copied() else { return false };
        np.definite = true;
        if self.given_before_family(by, &hit) {
            let from = *i;
            *i = hit.end as usize;
            self.names(np, i);
            np.name = Some((from, *i));
            return true;
        }
        self.take_actor(np, *i, actor, by, &actors);
        if by != NamedBy::Epithet {
            np.gender = self.gender_of_actor(*i, actor, by, hit.end as usize);
        }
        *i = hit.end as usize;
        true
    }

    /// The party that the words of a title name.
    fn party_in_title(&self, i: usize, end: usize) -> Option<String> {
        let words = self.words;
        // المدير العام للوكالة الدولية للطاقة الذرية: a title may hold the name of the body that it serves.
        let served = (i + 1..end).find_map(|k| {
            let (actor, by, inner) = actor_at(words, k)?;
            let row = &words.lexicon.actors[actor as usize];
            let serves =
                by == NamedBy::Name && inner.end as usize <= end && row.kind != EntityKind::Person && !row.outlet;
            row.party.clone().filter(|_| serves)
        });
        if served.is_some() || end <= i + 1 {
            return served;
        }
        // المستشار النمساوي: a title may hold its nationality.
        let nisba = words.nisba(self.doc, end - 1).filter(|(.., to)| *to == end);
        nisba.and_then(|(party, ..)| words.lexicon.parties.get(party as usize).cloned())
    }

    /// The gender with which a verb agrees with an actor's name.
    fn gender_of_actor(&self, i: usize, actor: u32, by: NamedBy, end: usize) -> Gender {
        let words = self.words;
        // بغداد تستدعي: a city is feminine, whatever its state.
        if by == NamedBy::Capital {
            return Gender::F;
        }
        let row = &words.lexicon.actors[actor as usize];
        if matches!(row.kind, EntityKind::Person | EntityKind::State) || end <= i + 1 {
            return row.gender;
        }
        // القوات المسلحة is feminine whatever else the army is called; الإمارات is not plural to its verb.
        // القادة العرب are people, whatever the league that they are is; قالت أطباء بلا حدود: an organisation that is called after
        // people is none.
        let states = row.kind == EntityKind::Igo;
        let people = |title: u16| states && words.lexicon.titles[title as usize].class == TitleClass::Office;
        let head = words.hits(i).iter().find_map(|h| match h.phrase {
            Phrase::Title { gender, number, title }
                if h.end as usize == i + 1 && (number == Number::Singular || gender == Gender::F || people(title)) =>
            {
                Some(gender)
            }
            _ => None,
        });
        head.unwrap_or(row.gender)
    }
}
