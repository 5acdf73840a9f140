//! Persons: by their names, with rows of the pack and without.

use super::{Known, Resolver, former, side_of};
use crate::np::{Np, title_at};
use crate::words::Is;
use mahdar_doc::{EntityId, EntityKind, MentionKind, Span, TokenId, TokenKind};
use mahdar_lang::{Entry, Gender, Lexicon, NamePart, NamedBy, Number, Office, TitleClass};

impl Resolver<'_, '_> {
    /// المتحدث باسم الرئيس الأفغاني حميد كرزاي: where the person named held the inner office and not the outer one, the
    /// spokesman stays without a name.
    pub(super) fn principal(&self, np: &Np) -> Option<Np> {
        let lexicon = self.words.lexicon;
        let (outer, inner) = (np.titles.first()?, np.titles.get(1..)?);
        let role = |t: u16| lexicon.titles[t as usize].role.as_deref();
        let personal = |t: u16| matches!(lexicon.titles[t as usize].class, TitleClass::Office | TitleClass::Spokesman);
        let row =
            np.actors.iter().map(|(a, ..)| &lexicon.actors[*a as usize]).find(|r| r.kind == EntityKind::Person)?;
        // الرئيس is head of anything; of a person known he is one of these.
        let heads = |o: &Office| matches!(o.role.as_str(), "president" | "prime-minister" | "speaker" | "leader");
        let held = |t: u16| match role(t) {
            Some(role) => row.offices.iter().any(|o| o.role == role),
            None => lexicon.titles[t as usize].form.trim_start_matches("ال") == "رئيس" && row.offices.iter().any(heads),
        };
        let of_other = personal(*outer) && !held(*outer) && inner.iter().any(|&t| personal(t) && held(t));
        // رئيس الوزراء وزير الخارجية فلان: two offices of one man have one holder.
        let spoken = lexicon.titles[*outer as usize].class == TitleClass::Spokesman
            || matches!(role(*outer), Some("adviser" | "envoy" | "representative" | "assistant" | "aide"));
        (of_other && spoken).then(|| {
            let mut outer = np.clone();
            outer.name = None;
            outer.party = outer.party.or_else(|| row.party.clone());
            outer.actors.retain(|(a, ..)| lexicon.actors[*a as usize].kind != EntityKind::Person);
            outer.alternatives.clear();
            outer
        })
    }

    /// علي أبو شحمة رئيس وفد الحكومة, جون بولتون، مستشار الأمن القومي،: an office right behind a name, or behind a comma, is
    /// the named person's, unless it is another party's than the one the pack has him act for.
    pub(super) fn in_apposition(&mut self, np: &Np) -> Option<EntityId> {
        let (end, id) = self.just_named.take()?;
        let comma = np.first == end + 1 && self.doc.tokens[end].kind == TokenKind::Comma;
        if np.first != end && !comma || np.name.is_some() || np.number != Number::Singular || np.pair.is_some() {
            return None;
        }
        let lexicon = self.words.lexicon;
        let class = lexicon.titles[*np.titles.first()? as usize].class;
        let fits = match class {
            TitleClass::Office | TitleClass::Spokesman => true,
            TitleClass::Expert => comma,
            _ => false,
        };
        let known = &self.known[id.index()];
        let party = side_of(self.doc, self.words, np, self.month);
        // القائمة بأعمال مبعوث الأمم المتحدة إلى ليبيا: of whom the office is stands in it.
        let of =
            |party: &str| np.actors.iter().any(|(a, ..)| lexicon.actors[*a as usize].party.as_deref() == Some(party));
        let same = party == known.party
            || party.is_none() && (comma || class == TitleClass::Spokesman || known.party.as_deref().is_some_and(of));
        let open = known.actor.is_none() && known.party.is_none();
        // Behind a comma, another office closes with one: X، وزير الخارجية، أن.
        let closed = !comma
            || self.doc.tokens.get(np.end).is_none_or(|t| t.kind != TokenKind::Word)
            || self.words.at(np.end).has(Is::COMP)
            || self.words.at(np.end).has(Is::PREP)
            || self.words.at(np.end).has(Is::TIME)
            || self.words.at(np.end).has(Is::REL);
        let gender = known.gender == np.gender || known.actor.is_none() && known.titles.is_empty();
        if !fits || !closed || !gender || known.kind != EntityKind::Person || !(same || open) {
            return None;
        }
        let role = self.role_of(np);
        self.note_titles(id.index(), np);
        let known = &mut self.known[id.index()];
        if known.actor.is_none() {
            known.gender = np.gender;
            self.entities[id.index()].role = self.entities[id.index()].role.take().or(role);
        }
        Some(id)
    }

    /// The person whom an actor's name in a phrase means: a row of the pack, or somebody else who bears it.
    pub(super) fn named_actor(&mut self, np: &Np, actor: u32, by: NamedBy, at: usize) -> (EntityId, MentionKind) {
        // طيف الجبوري is not نجم الجبوري: a given name before a family name must be the row's.
        let id = if let Some((from, to)) = np.name.filter(|&(from, to)| by != NamedBy::Name && from < at && at < to) {
            match self.row_of_given_name(np, actor, from) {
                Some(row) => {
                    let id = self.actor(row, at, np.span);
                    self.note_titles(id.index(), np);
                    id
                }
                None => self.unknown_person(np, from, to),
            }
        } else if by == NamedBy::Name {
            self.holder(np, actor, at)
        } else {
            self.bearer(np, actor, at)
        };
        (id, MentionKind::Name)
    }

    /// Of the rows that a family name may mean, the one with the given name at `from`.
    fn row_of_given_name(&self, np: &Np, actor: u32, from: usize) -> Option<u32> {
        let lexicon = self.words.lexicon;
        let given = self.key(from);
        let mut rows = std::iter::once(actor).chain(np.alternatives.iter().map(|(a, _)| *a));
        rows.find(|a| {
            let row = &lexicon.actors[*a as usize];
            row.kind == EntityKind::Person && lexicon.folder.fold(&row.name_ar).split(' ').any(|word| word == given)
        })
    }

    /// The entity of a row; an office named before whose holder this is, is the same.
    fn holder(&mut self, np: &Np, actor: u32, at: usize) -> EntityId {
        let id = self.office_of(actor).unwrap_or_else(|| self.actor(actor, at, np.span));
        self.note_titles(id.index(), np);
        id
    }

    /// Who bears a short name.
    fn bearer(&mut self, np: &Np, actor: u32, at: usize) -> EntityId {
        let lexicon = self.words.lexicon;
        let token = self.key(at);
        let mut all = vec![actor];
        let persons = np.alternatives.iter().filter(|(a, _)| lexicon.actors[*a as usize].kind == EntityKind::Person);
        all.extend(persons.map(|(a, _)| *a));
        // A person of the report who bears this name goes before any row.
        let bearer = self.last_of(|k| {
            k.kind == EntityKind::Person
                && k.actor.is_none_or(|a| all.contains(&a))
                && k.name.last().is_some_and(|n| *n == token || n.strip_prefix("ال") == Some(token))
        });
        if let Some(k) = bearer {
            self.note_titles(k, np);
            return EntityId::from_index(k);
        }
        match self.row_of_short_name(np, &all) {
            Some(row) => self.holder(np, row, at),
            // The title's party is not that of any row of the name: somebody else.
            None => {
                let (from, to) = np.name.unwrap_or((at, at + 1));
                self.unknown_person(np, from, to)
            }
        }
    }

    /// Of the rows that share a short name: one of the report, else one of the phrase's party, else by the date, else the first.
    fn row_of_short_name(&self, np: &Np, all: &[u32]) -> Option<u32> {
        let lexicon = self.words.lexicon;
        let rows = || all.iter().copied();
        if let Some(row) = rows().find(|a| self.rows.contains_key(a)) {
            return Some(row);
        }
        let in_office = |a: &u32| {
            let offices = &lexicon.actors[*a as usize].offices;
            self.month.is_some_and(|month| offices.iter().any(|o| o.from <= month && month <= o.to))
        };
        let Some(party) = np.party.as_deref() else {
            return rows().find(in_office).or(rows().next());
        };
        let of_party = |a: &u32| {
            let row = &lexicon.actors[*a as usize];
            row.party.as_deref() == Some(party) || lexicon.party_in(row, self.month) == Some(party)
        };
        rows().filter(of_party).find(in_office).or_else(|| rows().find(of_party))
    }

    /// A person whom no row gives: one of the report who bears the name, else somebody new.
    pub(super) fn unknown_person(&mut self, np: &Np, from: usize, to: usize) -> EntityId {
        let name = self.name_words(np, from, to);
        if let Some(k) =
            self.last_of(|k| same_person(k, &name, np, self.words.lexicon) && !self.of_another_office(k, &name, np))
        {
            if self.known[k].actor.is_none() && name.len() > self.known[k].name.len() {
                self.known[k].name.clone_from(&name);
                self.entities[k].name_ar = self.name_text(from, to, np);
            }
            self.note_titles(k, np);
            return EntityId::from_index(k);
        }
        let role = self.role_of(np);
        let known = Known {
            actor: None,
            name,
            title_heads: self.title_forms(np),
            titles: np.titles.clone(),
            party: side_of(self.doc, self.words, np, self.month).or_else(|| self.owner_party(np, true)),
            gender: np.gender,
            number: np.number,
            kind: EntityKind::Person,
            anonymous: false,
            text: self.fold(np.span),
            last: np.first,
            place: false,
            active: false,
        };
        let text = self.name_text(from, to, np);
        self.add(known, text, role)
    }

    /// كبير المفاوضين أحمد ... وزير الدولة أحمد بن علي: who shares but a given name and holds another office is somebody else.
    fn of_another_office(&self, k: &Known, name: &[String], np: &Np) -> bool {
        let held = |titles: &[u16]| {
            let class = |t: &&u16| self.words.lexicon.titles[**t as usize].class;
            titles.iter().find(|t| matches!(class(t), TitleClass::Office | TitleClass::Spokesman)).copied()
        };
        let given_alone = (name.len() == 1) != (k.name.len() == 1) && name.last() != k.name.last();
        given_alone
            && !np.titles.iter().any(|t| k.titles.contains(t))
            && held(&np.titles).is_some()
            && held(&k.titles).is_some()
    }

    /// The folded words of a name, without the و before the phrase.
    fn name_words(&self, np: &Np, from: usize, to: usize) -> Vec<String> {
        (from..to)
            .filter(|&i| !self.words.at(i).has(Is::PUNCT))
            .map(|i| {
                let key = self.key(i);
                let joined = i == np.first
                    && self.words.at(i).has(Is::CONJUNCT)
                    && np.span.start > self.doc.tokens[i].span.start;
                if joined { key[2..].to_owned() } else { key.to_owned() }
            })
            .collect()
    }

    pub(super) fn note_titles(&mut self, k: usize, np: &Np) {
        let forms = self.title_forms(np);
        let former = former(self.doc, np);
        let by_adjective = (np.first..np.end).any(|i| self.words.at(i).has(Is::NISBA));
        let known = &mut self.known[k];
        // Pairs of head and whole form stay pairs.
        if forms.len() == 2 && !known.title_heads.chunks(2).any(|pair| pair == forms) {
            known.title_heads.extend(forms);
        }
        for &t in &np.titles {
            if !known.titles.contains(&t) {
                known.titles.push(t);
            }
        }
        // المدير العام للوكالة محمد البرادعي: an office that the text gives tells for whom he acts, where he ever held one there.
        let party = side_of(self.doc, self.words, np, self.month);
        let elsewhere = || {
            let (row, party) = (known.actor.map(|a| &self.words.lexicon.actors[a as usize]), party.as_deref());
            let office = np.titles.iter().any(|&t| self.words.lexicon.titles[t as usize].class == TitleClass::Office);
            party != known.party.as_deref()
                && office
                && row.is_some_and(|row| {
                    // السفيرة الأمريكية روزماري ديكارلو: who serves an organisation today was a state's before.
                    let igo = row.party.as_deref().and_then(|code| self.words.lexicon.body_of(code));
                    row.offices.iter().any(|o| self.words.lexicon.party_of(&o.of) == party)
                        || igo.is_some_and(|body| body.kind == EntityKind::Igo) && by_adjective
                })
        };
        if party.is_some() && (known.party.is_none() || elsewhere()) {
            known.party.clone_from(&party);
            self.entities[k].party = party;
        }
        // وزير الخارجية الأميركي الأسبق هنري كيسنجر: who once held an office acts for himself.
        if former && let Some(state) = known.party.clone().filter(|party| party.len() == 3) {
            known.party = Some(format!("{state}-CIV"));
            self.entities[k].party.clone_from(&known.party);
        }
    }

    /// The party of the body that a pronoun in a title points back to: المتحدث باسمها, رئيسها, وزير خارجيتها.
    pub(super) fn owner_party(&self, np: &Np, of_one_word: bool) -> Option<String> {
        let end = np.name.map_or(np.end, |(from, _)| from).min(np.first + 5);
        // رئيس وزرائها: the last word of a title of several, with a pronoun that the title itself does not have.
        let last = title_at(self.words, np.first).and_then(|(t, _, _, hit)| {
            let last = hit.end as usize - 1;
            let form = &self.words.lexicon.titles[t as usize].form;
            let own = form.split(' ').next_back().map(|w| self.words.lexicon.folder.fold(w));
            (last > np.first && own.as_deref() != Some(self.key(last)) && !self.key(last).starts_with("ال"))
                .then_some(last)
        });
        let feminine = (np.first..end).find_map(|i| {
            let key = self.key(i);
            let surface = self.doc.surface(TokenId::from_index(i));
            let own = matches!(key, "باسمه" | "باسمها" | "باسمهم")
                || last == Some(i) && !surface.ends_with('ة')
                || of_one_word
                    && self.words.at(i).has(Is::TITLE)
                    && !surface.ends_with('ة')
                    && self.words.analyses(i).iter().any(|a| a.pronoun.is_some_and(|p| p.starts_with('3')));
            (own && (key.ends_with("ها") || key.ends_with('ه') || key.ends_with("هم"))).then(|| key.ends_with("ها"))
        })?;
        let gender = if feminine { Gender::F } else { Gender::M };
        // متحدث باسمه: of a person too.
        let in_name = (np.first..end).any(|i| matches!(self.key(i), "باسمه" | "باسمها"));
        let bodies = self.lately().map(|(_, k)| k).filter(|k| {
            (in_name || k.kind != EntityKind::Person && k.kind != EntityKind::Office)
                && k.party.as_deref() != Some("INTL")
                && k.party.is_some()
                && k.last < np.first
                && k.gender == gender
                && !k.place
        });
        bodies.max_by_key(|k| k.last).and_then(|k| k.party.clone())
    }

    fn name_text(&self, from: usize, to: usize, np: &Np) -> String {
        let start = self.doc.tokens[from].span.start.max(np.span.start);
        self.doc.slice(Span { start, end: self.doc.tokens[to - 1].span.end }).to_owned()
    }
}

/// Whether the person of a phrase, by the words of his name, is one already known.
fn same_person(k: &Known, name: &[String], np: &Np, lexicon: &Lexicon) -> bool {
    if k.kind != EntityKind::Person || k.name.is_empty() || name.is_empty() {
        return false;
    }
    if name.len() == 1 || k.name.len() == 1 {
        // A name alone may be the family name, or the given name of somebody known by it (الشيخ تميم).
        let (one, many) = if name.len() == 1 { (&name[0], &k.name[..]) } else { (&k.name[0], name) };
        // أحمد is not الأحمد: a given name gains no article; قذافي may be القذافي.
        let given = |w: &str| {
            let names = lexicon.entries(w).iter().filter(|e| matches!(e, Entry::Name { .. }));
            names.clone().next().is_some()
                && names.clone().all(|e| matches!(e, Entry::Name { part: NamePart::Given, .. }))
        };
        return many.last().is_some_and(|w| w == one || bare(w) == bare(one) && !given(one) && !given(w))
            || (many.first().is_some_and(|w| w == one)
                && k.gender == np.gender
                && (!np.titles.is_empty() || many.len() > 1 && name.len() == 1));
    }
    name.last().map(|w| bare(w)) == k.name.last().map(|w| bare(w)) && name.first() == k.name.first()
        || name.iter().all(|w| k.name.contains(w))
        || k.name.iter().all(|w| name.contains(w))
}

/// A word without the article.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}
