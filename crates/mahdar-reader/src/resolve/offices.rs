//! Offices, bodies and sources that a title names without a name.

use super::{Known, Resolver, side_of};
use crate::np::{Np, actors_at};
use mahdar_doc::{EntityId, EntityKind};
use mahdar_lang::{NamedBy, Number, TitleClass, TitleEntry};

/// Tokens after which a bare office needs its own state named last to point back; set by judgement.
const FAR_BACK: usize = 160;

/// A phrase that is a title without a name.
struct Called<'l> {
    title: &'l TitleEntry,
    /// Its first word and its whole form, without the article.
    forms: Vec<String>,
    /// Folded text of the phrase.
    text: String,
    /// A person holds it.
    personal: bool,
    /// Nothing but the title.
    bare: bool,
}

impl Called<'_> {
    fn head(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// Whether somebody was called so: by the first word, by the whole form. `title_heads` holds pairs of both: الرئيس المنتخب
    /// is not رئيس الهيئة.
    fn is_head_of(&self, known: &Known) -> bool {
        known.title_heads.iter().any(|t| t == self.head())
    }

    fn is_whole_of(&self, known: &Known, whole: &str) -> bool {
        known.title_heads.chunks(2).any(|pair| pair.last().is_some_and(|t| t == whole))
    }
}

impl Resolver<'_, '_> {
    /// A title without a name: whoever was called so before, else somebody new.
    pub(super) fn title_only(&mut self, np: &Np) -> EntityId {
        let main = self.main_title(np).unwrap_or(np.titles[0]);
        let title = &self.words.lexicon.titles[main as usize];
        // سمو وزير الخارجية: what stands in honour adds nothing to the office.
        let honours = np.titles.iter().take_while(|&&t| t != main);
        let honours: usize = honours.map(|&t| self.words.lexicon.titles[t as usize].words as usize).sum();
        let called = Called {
            title,
            forms: self.title_forms(np),
            text: self.fold(np.span),
            personal: matches!(
                title.class,
                TitleClass::Office
                    | TitleClass::Spokesman
                    | TitleClass::Expert
                    | TitleClass::Honorific
                    | TitleClass::Anonymous
            ),
            bare: np.party.is_none() && {
                // سمو الأمير المفدى: praise adds nothing either.
                let end = np.first + honours + title.words as usize;
                let praise = |i: usize| {
                    matches!(self.key(i), "المفدي" | "المعظم" | "الموقر" | "المحترم" | "المبجل" | "حفظه" | "رعاه")
                };
                np.end == end || np.end == end + 1 && praise(end)
            },
        };
        if let Some(id) = self.holder_in_body(np, &called) {
            return id;
        }
        let one_body = !called.personal && np.number == Number::Singular;
        // المملكة، الحركة، المنظمة: a body's bare name that is somebody's epithet too.
        if called.bare && np.definite && one_body && !np.alternatives.is_empty() {
            let all: Vec<u32> = np.alternatives.iter().map(|(a, _)| *a).collect();
            if let Some(id) = self.referent(np, &all) {
                return id;
            }
        }
        // The same words again.
        let again = self.last_of(|k| k.text == called.text || k.text.strip_prefix("ال") == Some(&called.text));
        let found = if called.personal && np.number == Number::Singular {
            self.person_called(np, &called, again)
        } else {
            again.or_else(|| if called.bare && np.definite { self.body_called(np, &called) } else { None })
        };
        match found {
            Some(k) => EntityId::from_index(k),
            None => self.same_speaker(np, &called).unwrap_or_else(|| self.introduce(np, called)),
        }
    }

    /// وأضاف المصدر ذاته: a source that nobody was called points to whoever spoke last, a body too; المتحدث نفسه to a person.
    fn same_speaker(&self, np: &Np, called: &Called<'_>) -> Option<EntityId> {
        let spoke = self.spoke?;
        let known = &self.known[spoke.index()];
        if !called.bare || !called.personal || !np.definite || np.number != Number::Singular {
            return None;
        }
        let itself = np.end < self.doc.tokens.len()
            && matches!(self.key(np.end), "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "عينه" | "عينها")
            || np.first > 0 && matches!(self.key(np.first - 1), "نفس" | "ذات");
        let person = known.kind == EntityKind::Person && known.gender == np.gender;
        let source = called.title.class == TitleClass::Anonymous && called.head() == "مصدر";
        (source || itself && person).then_some(spoke)
    }

    /// المدير العام للوكالة, الأمين العام للحلف: whoever was called by the same head and acts for the body that is meant.
    fn holder_in_body(&self, np: &Np, called: &Called<'_>) -> Option<EntityId> {
        if !called.personal || np.party.is_some() || !np.definite && !called.title.form.contains("ال") {
            return None;
        }
        // A title cut short: المدير العام للوكالة of المدير العام للوكالة الدولية للطاقة الذرية.
        let short = called.text.strip_prefix("ال").unwrap_or(&called.text);
        let longer = |k: &Known| {
            k.kind == EntityKind::Person
                && k.gender == np.gender
                && k.title_heads.iter().any(|t| t.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')))
        };
        if short.contains(' ')
            && let Some(k) = self.last_of(longer)
        {
            return Some(EntityId::from_index(k));
        }
        let (.., at) = np.actors.iter().find(|(_, by, at)| *by == NamedBy::Epithet && *at > np.first)?;
        let all: Vec<u32> = actors_at(self.words, *at).into_iter().map(|(a, ..)| a).collect();
        let body = self.last_of(|k| k.actor.is_some_and(|a| all.contains(&a)))?;
        let party = self.known[body].party.as_deref()?;
        let holds = |k: &Known| {
            matches!(k.kind, EntityKind::Person | EntityKind::Office)
                && k.party.as_deref() == Some(party)
                && k.gender == np.gender
                && called.is_head_of(k)
        };
        self.last_of(holds).map(EntityId::from_index)
    }

    /// The person whom an office, a rank or a source points back to. `again` was called by the same words.
    fn person_called(&mut self, np: &Np, called: &Called<'_>, again: Option<usize>) -> Option<usize> {
        let title = called.title;
        // A definite title points back; an indefinite one (مسؤول أمريكي) introduces.
        let points_back =
            np.definite || np.party.is_some() && title.class == TitleClass::Office || title.form.contains("ال");
        if points_back && let Some(k) = self.holder_before(np, called).or(again) {
            return Some(k);
        }
        let person = matches!(title.class, TitleClass::Anonymous | TitleClass::Expert);
        // المسؤول الأوروبي، الدبلوماسي الروسي: the last person of that party.
        if person && !called.bare && points_back && np.party.is_some() {
            let last = self.last_of(|k| {
                matches!(k.kind, EntityKind::Person | EntityKind::Office)
                    && k.party == np.party
                    && k.gender == np.gender
                    && k.number == Number::Singular
            });
            if last.is_some() {
                return last;
            }
        }
        // المسؤول، المصدر: the last anonymous source.
        if person && called.bare && np.definite {
            let lexicon = self.words.lexicon;
            let of_class =
                |k: &Known| k.titles.first().is_some_and(|&t| lexicon.titles[t as usize].class == title.class);
            let person = |k: &Known| k.kind == EntityKind::Person && k.gender == np.gender;
            let last = self
                .last_of(|k| k.anonymous && called.is_head_of(k))
                .or_else(|| self.last_of(|k| person(k) && of_class(k)))
                .or_else(|| self.last_of(person));
            if last.is_some() {
                return last;
            }
        }
        // The holder by the pack, if the report names him.
        let (role, party, month) = (title.role.as_deref()?, np.party.as_deref()?, self.month?);
        let (k, _) = self.lately().find(|(_, k)| k.actor.is_some_and(|a| self.holds(a, role, party, month)))?;
        self.note_titles(k, np);
        Some(k)
    }

    /// Who was called by an office before, or holds it by the pack, and is not of another party.
    fn holder_before(&self, np: &Np, called: &Called<'_>) -> Option<usize> {
        let title = called.title;
        let whole = called.forms.get(1).map_or("", String::as_str);
        let fits = |k: &Known| {
            if !matches!(k.kind, EntityKind::Person | EntityKind::Office | EntityKind::Source)
                || k.gender != np.gender && k.kind == EntityKind::Person
            {
                return false;
            }
            let party = match (&np.party, &k.party) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => false,
                (None, _) => true,
            };
            // رئيس الجمهورية is not whoever is called الرئيس.
            let by_title =
                if called.bare && called.head() == whole { called.is_head_of(k) } else { called.is_whole_of(k, whole) };
            let by_role = k.actor.is_some_and(|a| {
                let role = title.role.as_deref();
                let party = np.party.as_deref().or(k.party.as_deref());
                role.zip(party).zip(self.month).is_some_and(|((role, party), month)| self.holds(a, role, party, month))
            });
            party && (by_title || by_role)
        };
        // الرئيس means one called so before anybody who is head of something else.
        let exact = |k: &Known| called.bare && called.is_whole_of(k, called.head());
        let known = self.lately().filter(|(_, k)| fits(k));
        let (found, known) = known.max_by_key(|(_, k)| (exact(k), k.last))?;
        // ودعا رئيس الوزراء in a report that has turned to another state: he is not the first one's.
        let recent = self.lately().map(|(_, k)| k).filter(|k| k.last < np.first && k.party.is_some() && !k.place);
        let recent = recent.max_by_key(|k| k.last).and_then(|k| k.party.as_deref());
        let far = np.first.saturating_sub(known.last) > FAR_BACK;
        let others =
            called.bare && far && title.role.is_some() && known.party.is_some() && recent != known.party.as_deref();
        (!others).then_some(found)
    }

    /// الوزارة، الحكومة، الصحيفة: the last body of that head.
    fn body_called(&self, np: &Np, called: &Called<'_>) -> Option<usize> {
        let of_head = self.last_of(|k| called.is_head_of(k) && (!called.personal || k.number == np.number));
        of_head.or_else(|| {
            let outlet = called.title.class == TitleClass::Outlet;
            outlet.then(|| self.last_of(|k| k.kind == EntityKind::Source && !k.anonymous)).flatten()
        })
    }

    /// رئيس الائتلاف, أعضاء المجلس, قادة الحركة: the party of the body named before that the last word of a phrase calls.
    fn served_party(&self, np: &Np) -> Option<String> {
        (np.first + 1..np.end).find_map(|i| {
            let actors = actors_at(self.words, i);
            let epithets = actors.iter().filter(|(_, by, hit)| *by == NamedBy::Epithet && hit.end as usize <= np.end);
            let all: Vec<u32> = epithets.map(|(a, ..)| *a).collect();
            let body = |k: &Known| k.actor.is_some_and(|a| all.contains(&a)) && k.kind != EntityKind::Person;
            self.last_of(|k| k.last < np.first && body(k)).and_then(|k| self.known[k].party.clone())
        })
    }

    /// الأمين العام, الممثل الخاص للأمين العام, المفوض السامي: of the organisation named last that has one, of the United Nations.
    fn of_organisation(&self, np: &Np) -> Option<String> {
        const WITH_SECRETARY: [&str; 7] = ["UN", "NATO", "LAS", "OIC", "GCC", "AU", "OSCE"];
        let word = |k: usize| {
            let key = self.key(k).trim_start_matches('و');
            key.strip_prefix("لل").or(key.strip_prefix("ال")).unwrap_or(key)
        };
        let pair = |first: &str, second: &str| {
            (np.first..np.end.min(np.first + 4))
                .any(|k| word(k) == first && k + 1 < self.doc.tokens.len() && word(k + 1) == second)
        };
        if np.number == Number::Singular && (pair("مفوض", "سامي") || pair("مفوضه", "ساميه")) {
            return Some("UN".to_owned());
        }
        if !np.definite && !self.key(np.first).contains("ال") || !(pair("امين", "عام") || pair("امينه", "عامه"))
        {
            return None;
        }
        let named =
            self.last_of(|k| k.last < np.first && k.party.as_deref().is_some_and(|p| WITH_SECRETARY.contains(&p)));
        named.and_then(|k| self.known[k].party.clone())
    }

    /// Somebody new, known by a title alone.
    fn introduce(&mut self, np: &Np, called: Called<'_>) -> EntityId {
        let class = called.title.class;
        let kind = match class {
            TitleClass::Office | TitleClass::Honorific | TitleClass::Spokesman | TitleClass::Expert => {
                EntityKind::Office
            }
            TitleClass::Body => EntityKind::Organisation,
            TitleClass::People => EntityKind::Group,
            TitleClass::Anonymous | TitleClass::Document | TitleClass::Outlet => EntityKind::Source,
        };
        let several = np.number == Number::Plural && called.personal && kind == EntityKind::Office;
        let role = self.role_of(np);
        let known = Known {
            actor: None,
            name: Vec::new(),
            title_heads: called.forms,
            titles: np.titles.clone(),
            // قواته, حكومته are read where they act: of whoever speaks.
            party: side_of(self.doc, self.words, np, self.month)
                .or_else(|| self.owner_party(np, false))
                .or_else(|| self.served_party(np))
                .or_else(|| self.of_organisation(np)),
            gender: np.gender,
            number: np.number,
            kind: if several { EntityKind::Group } else { kind },
            anonymous: class == TitleClass::Anonymous,
            text: called.text,
            last: np.first,
            place: false,
            active: false,
        };
        let name = self.whole(np.span);
        self.add(known, name, role)
    }

    /// An office entity of the report that this person holds, by the pack and the report's date.
    pub(super) fn office_of(&mut self, actor: u32) -> Option<EntityId> {
        if self.rows.contains_key(&actor) {
            return None;
        }
        let month = self.month?;
        let lexicon = self.words.lexicon;
        let (k, _) = self.lately().find(|(_, k)| {
            k.kind == EntityKind::Office
                && k.actor.is_none()
                && k.titles
                    .first()
                    .and_then(|&t| lexicon.titles[t as usize].role.as_deref())
                    .zip(k.party.as_deref())
                    .is_some_and(|(role, party)| self.holds(actor, role, party, month))
        })?;
        let row = &lexicon.actors[actor as usize];
        self.known[k].actor = Some(actor);
        self.rows.entry(actor).or_insert(k);
        self.known[k].kind = EntityKind::Person;
        self.known[k].name = lexicon.folder.fold(&row.name_ar).split(' ').map(str::to_owned).collect();
        let entity = &mut self.entities[k];
        entity.kind = EntityKind::Person;
        entity.name_ar.clone_from(&row.name_ar);
        entity.name_en = Some(row.name_en.clone());
        entity.pack_id = Some(row.id.clone());
        Some(EntityId::from_index(k))
    }

    fn holds(&self, actor: u32, role: &str, party: &str, month: i32) -> bool {
        self.words.lexicon.actors[actor as usize]
            .offices
            .iter()
            .any(|o| o.role == role && o.of == party && o.from <= month && month <= o.to)
    }

    /// The first title that is an office or body and not said in honour: وزير الخارجية of سمو وزير الخارجية.
    fn main_title(&self, np: &Np) -> Option<u16> {
        let honours = |t: &u16| self.words.lexicon.titles[*t as usize].class == TitleClass::Honorific;
        np.titles.iter().copied().find(|t| !honours(t)).or_else(|| np.titles.first().copied())
    }

    /// The first word and the whole form of the main title, folded, without the article.
    pub(super) fn title_forms(&self, np: &Np) -> Vec<String> {
        let bare = |form: &str| {
            let folded = self.words.lexicon.folder.fold(form);
            let first = folded.split(' ').next().unwrap_or_default();
            let first = first.strip_prefix("ال").unwrap_or(first).to_owned();
            let rest: Vec<&str> = folded.split(' ').skip(1).collect();
            (first.clone(), std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join(" "))
        };
        self.main_title(np)
            .map(|t| {
                let title = &self.words.lexicon.titles[t as usize];
                // سمو ولي العهد, سعادة السفير: the office behind the word of honour.
                let office = title.form.split_once(' ').map(|(_, office)| office);
                let honoured = title.class == TitleClass::Honorific
                    && ["سمو ", "جلالة ", "دولة ", "فخامة ", "معالي ", "سعادة "]
                        .iter()
                        .any(|h| title.form.starts_with(h));
                bare(office.filter(|_| honoured).unwrap_or(&title.form))
            })
            .into_iter()
            .flat_map(|(head, whole)| [head, whole])
            .collect()
    }

    pub(super) fn role_of(&self, np: &Np) -> Option<String> {
        let role = np.titles.iter().find_map(|&t| self.words.lexicon.titles[t as usize].role.clone())?;
        Some(match &np.party {
            Some(party) => format!("{role}@{party}"),
            None => role,
        })
    }
}
