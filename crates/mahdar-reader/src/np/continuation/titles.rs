//! A noun phrase goes on with another title: نائب رئيس الوزراء وزير الخارجية.

use super::{Np, Parser, Step, title_at};
use crate::words::Is;
use mahdar_lang::{Number, TitleClass};
use std::ops::ControlFlow::{Break, Continue};

impl Parser<'_, '_> {
    /// Another title: an honorific or a second office before the name, a rank.
    pub(super) fn next_title(&self, np: &mut Np, i: &mut usize) -> Step {
        let words = self.words;
        let is = words.at(*i);
        // أعلن الرئيس مطلع العام: after a definite title a word of time is that before it is a title.
        if is.has(Is::TIME)
            && *i > np.first
            && (words.at(*i - 1).has(Is::ARTICLE) || words.at(*i - 1).has(Is::ACTOR))
            && !is.has(Is::ARTICLE)
            && !np.titles.is_empty()
        {
            return Break(());
        }
        if self.others(np, *i) {
            return Break(());
        }
        let Some((title, _, number, hit)) = title_at(words, *i) else { return Continue(()) };
        if self.behind_whole_plural(np, *i) {
            return Break(());
        }
        let class = words.lexicon.titles[title as usize].class;
        // هنأ الملك | الرئيس المنتخب: a sovereign and whoever else holds an office are two.
        let sovereign = *i == np.first + 1 && matches!(self.key(np.first), "الملك" | "الملكه" | "السلطان" | "العاهل");
        let state_office = words.lexicon.titles[title as usize].sector.as_deref() == Some("GOV") && is.has(Is::ARTICLE);
        if sovereign && state_office && class == TitleClass::Office {
            return Break(());
        }
        // A title after the name is apposition only after a comma; an honorific or a second office before the name belongs.
        // رئيس حكومة الإقليم | وزير النفط, السلطات الإثيوبية | صحفيين: after a named state or a nationality another person
        // or body begins another phrase; two bare offices of one person stay (رئيس الوزراء وزير الخارجية).
        let closed = (np.party.is_some() || !np.actors.is_empty())
            && (words.at(*i - 1).has(Is::ARTICLE)
                || words.at(*i - 1).has(Is::NISBA)
                || np.actors.iter().any(|(_, _, at)| self.actor_end(*at) == *i));
        // الوزير الأوكراني الرئيس الروسي: an office with a nationality or a name of its own is another person.
        let next = hit.end as usize;
        let office = is.has(Is::ARTICLE)
            && class == TitleClass::Office
            && next < self.limit
            && (words.nisba(self.doc, next).is_some() || words.at(next).has(Is::NAME) || words.at(next).has(Is::ACTOR));
        let rank = is.has(Is::ADJ) && next == *i + 1 && (!np.definite || is.has(Is::ARTICLE));
        if closed && rank && !office {
            // مسؤولا إيرانيا كبيرا
            *i += 1;
            return Break(());
        }
        if closed && class != TitleClass::Honorific {
            // المتحدث باسم وزارة الدفاع اليمنية العقيد سمير الوردي: a rank before the name.
            if is.has(Is::ARTICLE) && self.rank_behind(np, title, next) {
                np.titles.push(title);
                *i = next;
            }
            return Break(());
        }
        // أبلغ مصدر أمني | قناة الجزيرة: behind an adjective of an indefinite person an outlet begins another phrase.
        let after_adjective = !np.definite
            && *i > np.first + 1
            && words.at(*i - 1).has(Is::ADJ)
            && !words.at(*i - 1).has(Is::NAME)
            && !is.has(Is::ADJ)
            // وزراء خارجية دول آسيان: the adjective may be a part of the title.
            && (class == TitleClass::Outlet
                || class == TitleClass::Body
                    && title_at(words, np.first).is_some_and(|(_, _, _, head)| (head.end as usize) < *i));
        if after_adjective {
            return Break(());
        }
        // التقى وفد الائتلاف | وزير الخارجية: nor does a body's name, and no office is in apposition to a body.
        // طرد المجلس العسكري | السفير الفرنسي: so it is of one with the article.
        let of_body = np.titles.first().is_some_and(|&t| words.lexicon.titles[t as usize].class == TitleClass::Body)
            && *i > np.first
            && words.at(*i - 1).has(Is::ARTICLE)
            && (class == TitleClass::Office && *i > np.first + 1 && !is.has(Is::ARTICLE)
                || is.has(Is::ARTICLE)
                    && words.at(np.first).has(Is::ARTICLE)
                    && matches!(class, TitleClass::Office | TitleClass::Expert | TitleClass::Spokesman));
        if of_body {
            return Break(());
        }
        // انتقد الوزير القرار: after a definite word only a person's title stands in apposition.
        let definite = *i > np.first && words.at(*i - 1).has(Is::ARTICLE) && !words.at(*i - 1).has(Is::NAME);
        let thing = matches!(class, TitleClass::Document | TitleClass::Outlet | TitleClass::Body)
            // ناشدت الحكومة السكان: nor are people in apposition.
            || class == TitleClass::People;
        // أبلغ الوزير | أعضاء الكونغرس: nor are many in apposition to one.
        let many = number == Number::Plural
            && np.number == Number::Singular
            && class == TitleClass::Office
            && !is.has(Is::ARTICLE)
            && self.is_personal(np);
        if definite && (thing || many) && !is.has(Is::ADJ) && !np.titles.is_empty() {
            return Break(());
        }
        if np.name.is_none() && (class == TitleClass::Honorific || !np.titles.is_empty()) {
            np.titles.push(title);
            *i = next;
        }
        Break(())
    }

    /// Whether a rank that ends at `next` stands between an office with its state and the holder's name. Heads of state and of
    /// government receive generals; a spokesman may be an ambassador or a judge too, whom a minister would receive.
    fn rank_behind(&self, np: &Np, title: u16, next: usize) -> bool {
        let words = self.words;
        let titles = &words.lexicon.titles;
        let Some(head) = np.titles.first().map(|&t| &titles[t as usize]) else { return false };
        let role = head.role.as_deref().unwrap_or_default();
        let rank = &titles[title as usize];
        let military = rank.form == "عميد"
            || matches!(
                rank.role.as_deref(),
                Some(
                    "admiral"
                        | "brigadier"
                        | "captain"
                        | "colonel"
                        | "commodore"
                        | "field-marshal"
                        | "first-lieutenant"
                        | "general"
                        | "lieutenant"
                        | "lieutenant-colonel"
                        | "lieutenant-general"
                        | "major"
                        | "major-general"
                        | "vice-admiral"
                )
            );
        let civil = matches!(rank.role.as_deref(), Some("ambassador" | "adviser" | "judge"))
            && (head.class == TitleClass::Spokesman || role.starts_with("assistant") || role.starts_with("deputy"));
        let leads = ["president", "prime-minister", "king", "emir", "sultan", "crown-prince"].contains(&role);
        let (is, family) = (words.at(next), words.at(next + 1));
        // العقيد مطيع الصبري: behind a rank an indefinite noun is a given name.
        let given = !is.has(Is::ARTICLE) && is.has(Is::NOMINAL) && (family.has(Is::UNKNOWN) || family.has(Is::NAME));
        (military || civil)
            && !leads
            && matches!(head.class, TitleClass::Office | TitleClass::Spokesman)
            && np.name.is_none()
            && np.number == Number::Singular
            && next < self.limit
            && (is.has(Is::NAME) || is.has(Is::UNKNOWN) || is.has(Is::ACTOR) || given)
            && !is.has(Is::PREFIXED)
            && !is.has(Is::CONJUNCT)
            && words.nisba(self.doc, next).is_none()
    }
}
