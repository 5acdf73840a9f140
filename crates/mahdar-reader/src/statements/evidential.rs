//! Evidentials: وفق, بحسب, حسبما أفادت; their source speaks, or is the outlet by which a statement came.

use super::{Open, Source, Work};
use crate::matcher::Candidate;
use crate::np::{Np, noun_phrase};
use crate::rules::{CueElement, JoinElement};
use crate::words::{Is, key_to_text};
use mahdar_doc::{Span, TokenKind};
use mahdar_lang::{Classes, TitleClass};
use std::rc::Rc;

impl Work<'_, '_, '_> {
    /// وبحسب موقع كذا، فقد بين: an outlet at the head of a sentence is the via of its statement.
    pub(super) fn leading_evidential(&mut self) -> Option<Rc<Np>> {
        let (_, np, _) = self.evidential_source(self.m.first)?;
        let outlet = self.is_outlet(&np);
        if outlet {
            self.outlets.push(np.clone());
        }
        outlet.then_some(np)
    }

    pub(super) fn is_outlet(&self, np: &Np) -> bool {
        let lexicon = self.m.words.lexicon;
        np.titles.iter().any(|&t| lexicon.titles[t as usize].class == TitleClass::Outlet)
            || np.actors.iter().any(|(a, _, _)| lexicon.actors[*a as usize].outlet)
    }

    /// An evidential at `k` with its source: cue row, source, one past its last token.
    pub(super) fn evidential_source(&self, k: usize) -> Option<(u16, Rc<Np>, usize)> {
        let (cue, hit) = self.m.words.evidential(k)?;
        let row = &self.m.words.lexicon.cues[cue as usize];
        let mut at = hit.end as usize;
        // حسبما أفادت رويترز: a finite verb of saying inside.
        if !self.m.cue_readings(at).is_empty() && self.m.words.at(at).has(Is::VERB) && !self.is(at).has(Is::TITLE) {
            at += 1;
        }
        while self.is(at).has(Is::ADVERB) && self.is(at).has(Is::FUNCTION) {
            at += 1;
        }
        let prefixed = row.lemma.ends_with('ل') || row.lemma.ends_with('ب') || self.is(at).has(Is::PREFIXED);
        let np = if prefixed && self.key(at).starts_with(['ل', 'ب']) && self.is(at).has(Is::PREFIXED) {
            self.m.prefixed_source(at)
        } else if self.key(at) == "ل" {
            noun_phrase(self.m.doc, self.m.words, at + 1, self.m.last)
        } else {
            // حسب "منسقو استجابة سوريا": the source in marks.
            let marks = self.m.opens(at).map(|q| q.close.index()).filter(|close| close - at <= 8);
            let first = at + usize::from(marks.is_some());
            noun_phrase(self.m.doc, self.m.words, first, marks.unwrap_or(self.m.last))
        }?;
        let np = self.m.issuer(&np).unwrap_or(np);
        // ووفقا للاتفاق, طبقا للدستور: the article loses its alef behind ل.
        let whole = self.bare_key(np.first);
        let elided = whole.strip_prefix('ل').filter(|_| self.key(np.first).starts_with("لل"));
        let plan = matches!(
            elided.unwrap_or(whole),
            "خطه"
                | "اتفاق"
                | "الاتفاق"
                | "قانون"
                | "القانون"
                | "الدستور"
                | "دستور"
                | "قرار"
                | "قرارات"
                | "معاهده"
                | "جدول"
                | "الجدول"
                | "معايير"
                | "شروط"
                | "بنود"
                | "نص"
                | "مبدا"
                | "صيغه"
                | "اليه"
                | "منظور"
                | "رؤيه"
                | "مقتضيات"
                | "توجيهات"
                | "مبادره"
                | "المبادره"
                | "الخطه"
                | "ميثاق"
                | "برنامج"
        );
        let pronoun = matches!(self.key(at), "قوله" | "قولها" | "قولهم" | "تعبيره" | "تعبيرها" | "وصفه" | "وصفها");
        (!plan && !pronoun && (np.can_speak() || self.is(np.first).has(Is::UNKNOWN) || self.speaks_by_noun(np.first)))
            .then(|| {
                // حسب المصدر ذاته، فإن
                let itself = matches!(self.key(np.end), "ذاته" | "ذاتها" | "نفسه" | "نفسها" | "عينه" | "عينها");
                let end = np.end + usize::from(itself && np.end < self.m.last);
                let end = self.m.opens(at).map(|q| q.close.index() + 1).filter(|&close| close > end).unwrap_or(end);
                (cue, np, end)
            })
    }

    /// مراقبين، محللين، خبراء and the like are titles; إحصاءات، بيانات are nouns that can be a source.
    fn speaks_by_noun(&self, i: usize) -> bool {
        matches!(
            self.bare_key(i),
            "بيانات"
                | "احصاءات"
                | "احصائيات"
                | "ارقام"
                | "معلومات"
                | "مراقبين"
                | "شهود"
                | "سكان"
                | "ناشطين"
                | "نشطاء"
                | "مصادر"
                | "تقارير"
                | "وثائق"
                | "استطلاع"
        )
    }

    fn bare_key(&self, i: usize) -> &str {
        let key = self.key(i);
        if self.is(i).has(Is::PREFIXED) { key.strip_prefix(['ل', 'ب']).unwrap_or(key) } else { key }
    }

    /// Evidentials: a statement of their own where no other cue speaks in the clause, else its via.
    pub(super) fn evidentials(&mut self, opens: &mut Vec<Open>) {
        let (first, last) = (self.m.first, self.m.last);
        let mut k = first;
        while k < last {
            let Some((cue, np, end)) = self.evidential_source(k) else {
                k += 1;
                continue;
            };
            let outlet = self.is_outlet(&np);
            if outlet && k != first {
                self.outlets.push(np.clone());
            }
            let in_quote = self.m.quotation_at(k).is_some();
            // ..., وذلك وفقا لوكالة السودان للأنباء
            let begins = if k > first && matches!(self.key(k - 1), "وذلك" | "ذلك") { k - 1 } else { k };
            let holder = opens
                .iter()
                .position(|o| o.backward.is_none() && o.c.cue_from < k && begins <= o.end + 1 && o.c.content <= k);
            let follows = opens.iter().any(|o| o.c.cue_from > k && o.parent.is_none());
            // قال الوزير، بحسب وكالة فارس، إن: between a cue and its content it is the cue's via.
            let between = opens.iter().position(|o| o.backward.is_none() && o.c.cue_from < k && k < o.c.content);
            let document = self.document_at(k);
            if let Some(h) = between.filter(|_| holder.is_none() && !in_quote) {
                // وذكرت صحيفة «المسار» نقلا عن مصدر حكومي أن: whom the outlet relays speaks.
                let teller = match &opens[h].source {
                    Source::Phrase(teller) if self.key(k) == "نقلا" && self.is_outlet(teller) => {
                        Some(teller.clone())
                    }
                    _ => None,
                };
                if let Some(teller) = teller {
                    self.relay(&mut opens[h], k, np, teller);
                    k = end.max(k + 1);
                    continue;
                }
                // أعلنت واشنطن، على لسان نائبة الوزير، أن: through whom she speaks is no channel.
                if opens[h].via.is_empty() && self.key(k) != "علي" {
                    opens[h].via.push(document.unwrap_or(np));
                }
            } else if let Some(h) = holder {
                // حث كوبلر الحكومة على ضبط النفس، بحسب بيان صدر عن الرئاسة
                if (outlet || document.is_some()) && opens[h].via.is_empty() && k >= opens[h].end {
                    opens[h].via.push(document.unwrap_or(np));
                }
            } else if k == first
                && matches!(self.key(k), "نقلا" | "ونقلا")
                && !in_quote
                && let Some((h, teller)) = opens.iter().enumerate().find_map(|(h, open)| match &open.source {
                    Source::Phrase(teller) if open.parent.is_none() && self.is_outlet(teller) => {
                        Some((h, teller.clone()))
                    }
                    _ => None,
                })
            {
                // نقلا عن مصدرين أمنيين، أوردت الشبكة أن: so it is where the source stands first.
                self.relay(&mut opens[h], k, np, teller);
            } else if !in_quote && !(k == first && follows && (outlet || !self.so_then(end))) {
                let open = self.according_to(k, cue, np, end, opens);
                // ووفقا للمصادر، فإن الحركة تطالب: what others say in the clause is inside it.
                if let Some(open) = open {
                    let at = opens.len();
                    let (from, to) = (open.c.content, open.end);
                    let inside = |o: &&mut Open| o.parent.is_none() && from <= o.c.cue_from && o.c.cue_from < to;
                    if k == first {
                        opens.iter_mut().filter(inside).for_each(|o| o.parent = Some(at));
                    }
                    opens.push(open);
                }
            }
            k = end.max(k + 1);
        }
    }

    /// Makes what an outlet tells the words of the source that it relays; the evidential at `k` is their cue.
    fn relay(&self, open: &mut Open, k: usize, source: Rc<Np>, outlet: Rc<Np>) {
        let to = self.m.words.evidential(k).map_or(k + 1, |(_, hit)| hit.end as usize);
        open.c.cue_span = self.m.doc.tokens[k].span.join(self.m.doc.tokens[to - 1].span);
        open.c.speaker = Some(source.clone());
        open.source = Source::Phrase(source);
        open.via = vec![outlet];
    }

    /// The document that an evidential at `k` names: وفق بيان للرئاسة.
    fn document_at(&self, k: usize) -> Option<Rc<Np>> {
        let (_, hit) = self.m.words.evidential(k)?;
        let mut at = hit.end as usize;
        // حسبما أورده بيان, بحسب ما جاء في بيان
        while at < self.m.last && (self.is(at).has(Is::VERB) && !self.is(at).has(Is::TITLE) || self.key(at) == "في") {
            at += 1;
        }
        let np = if self.key(at).starts_with('ل') && self.is(at).has(Is::PREFIXED) {
            self.m.prefixed_source(at)
        } else {
            noun_phrase(self.m.doc, self.m.words, at, self.m.last)
        }?;
        let class = |t: u16| self.m.words.lexicon.titles[t as usize].class;
        np.titles.first().is_some_and(|&t| class(t) == TitleClass::Document).then_some(np)
    }

    /// ، فإن: the clause behind an evidential's source and a comma, said to follow from it.
    fn so_then(&self, end: usize) -> bool {
        let at = if self.kind(end) == Some(TokenKind::Comma) { end + 1 } else { end };
        matches!(self.key(at), "فان" | "فانه" | "فانها" | "فانهم" | "فقد")
    }

    /// Whether the clause that an evidential at `k` vouches for stands behind it: where it begins the sentence; لكن بحسب مصدر، فإن;
    /// ...، وبحسب مصدر، فإن.
    fn leads(&self, k: usize, end: usize) -> bool {
        let first = self.m.first;
        let opens = k > first
            && (matches!(self.key(k - 1), "لكن" | "كما" | "ثم" | "ايضا" | "ولكن")
                || self.kind(k - 1) == Some(TokenKind::Comma));
        k == first || opens && self.so_then(end)
    }

    /// The statement of the evidential at `k` whose source ends before `end`, if it has a clause that is long enough.
    fn according_to(&self, k: usize, cue: u16, np: Rc<Np>, end: usize, opens: &[Open]) -> Option<Open> {
        let last = self.m.last;
        let leading = self.leads(k, end);
        let (from, to) = self.evidential_content(k, end, opens);
        let particle = matches!(self.key(from), "لقد" | "قد" | "لن" | "لم" | "سوف");
        let short = self.m.words.is_finite_verb(from) || particle || leading && self.so_then(end);
        let long_enough = to > from + 1 && short || to > from + 3;
        // قتل 800 مدني وفقا لنقابة الأطباء، ونزح مليون: another clause follows.
        let next = self.is((end + 1).min(last - 1));
        let clause = self.kind(end) == Some(TokenKind::Comma) && next.has(Is::CONJUNCT) && next.has(Is::VERB);
        // وفقا للمرصد الوطني للتنمية: what is left of the sentence goes on with the source's name.
        let rest = self.strip_stops(last);
        let named_on = rest.saturating_sub(end) <= 4
            && (end..rest).all(|n| {
                let is = self.is(n);
                let ends = [Is::PUNCT, Is::COMP, Is::CONJUNCT, Is::REL, Is::TIME].iter().any(|&fact| is.has(fact));
                !ends && !self.m.words.is_only_verb(n)
            });
        let parted = leading || self.kind(k - 1) == Some(TokenKind::Comma) || end + 1 >= last || clause || named_on;
        if !long_enough || !parted {
            return None;
        }
        let hit_end = self.m.words.evidential(k).map_or(k + 1, |(_, h)| h.end as usize);
        let stem = usize::from(self.is(k).has(Is::CONJUNCT)) * 2;
        let start = key_to_text(self.m.doc, self.m.words.lexicon, &self.m.doc.tokens[k], stem) as u32;
        let candidate = Candidate {
            found_by: "ar.statement.according-to".to_owned(),
            element: CueElement::Noun,
            cue_from: k,
            cue_to: hit_end,
            cue_span: Span { start, end: self.m.doc.tokens[hit_end - 1].span.end },
            cue,
            form: None,
            pronoun: None,
            speaker: Some(np.clone()),
            before: false,
            passive: false,
            via: None,
            addressee: None,
            occasion: None,
            join: JoinElement::An,
            content: from,
            content_byte: self.m.doc.tokens[from].span.start,
        };
        let backward = (!leading).then_some((from, to));
        Some(Open { backward, ..Open::new(candidate, Source::Phrase(np), None, to) })
    }

    /// The clause that an evidential vouches for: behind it where it begins its sentence, else before it.
    fn evidential_content(&self, k: usize, end: usize, opens: &[Open]) -> (usize, usize) {
        let (first, last) = (self.m.first, self.m.last);
        if self.leads(k, end) {
            // بحسب مصادر تحدثت إلى الصحيفة، فإن الاجتماع تأجل: behind what describes the source.
            let so = (end..(end + 16).min(last))
                .take_while(|&n| !self.is(n).has(Is::COMP) || matches!(self.key(n), "فان" | "فانه" | "فانها"))
                .find(|&n| matches!(self.key(n), "فان" | "فانه" | "فانها" | "فقد"));
            let mut at = so.unwrap_or(end);
            while at < last
                && (matches!(self.kind(at), Some(TokenKind::Comma))
                    || matches!(self.key(at), "فان" | "فقد" | "ان" | "قد" | "فانه"))
            {
                at += 1;
            }
            // ..., بينما توقعت المنظمة: what stands against it is somebody else's.
            let against = (at + 2..last).find(|&n| {
                self.kind(n) == Some(TokenKind::Comma)
                    && (matches!(self.key(n + 1), "بينما" | "فيما" | "لكن")
                        || self.key(n + 1) == "في" && self.key(n + 2) == "حين")
            });
            // وحسب الخبيرة "لا أحد يملك خطة"، على حد قولها: what is quoted, without its marks and the tag behind them.
            if let Some(q) = self.m.opens(at).filter(|q| q.closed) {
                let close = q.close.index();
                let tag = self.kind(close + 1) == Some(TokenKind::Comma)
                    && (self.key(close + 2) == "علي" && self.key(close + 3) == "حد"
                        || self.m.words.evidential(close + 2).is_some()
                        || self.key(close + 2) == "كما");
                if close > at + 2 && (tag || self.strip_stops(last) <= close + 1) {
                    return (at + 1, close);
                }
            }
            return (at, against.unwrap_or_else(|| self.strip_stops(last)));
        }
        // قصفت طائرات، بحسب المرصد، بلدات: the content runs over the evidential.
        let inside = self.kind(k - 1) == Some(TokenKind::Comma)
            && self.kind(end) == Some(TokenKind::Comma)
            && end + 2 < last
            && !opens.iter().any(|o| o.c.cue_from > k);
        (self.clause_before(k, opens), if inside { self.strip_stops(last) } else { self.trim_end(first, k) })
    }

    /// The first token of the clause that ends before `k`.
    fn clause_before(&self, k: usize, opens: &[Open]) -> usize {
        let mut from = self.m.first;
        for open in opens {
            // Behind an evidential its source stands too.
            let end = match (&open.source, open.backward) {
                (Source::Phrase(np), Some(_)) => open.end.max(np.end.saturating_sub(1)),
                _ => open.end,
            };
            if end < k {
                from = from.max(end + 1);
            }
        }
        // أديس أبابا (د ب أ) - اتفقت الحكومة, (CNN)-- : behind the line of place and agency.
        if from == self.m.first {
            let line = |c: usize| self.m.words.is_only_verb(c) || self.is(c).has(Is::COMP);
            let dash = (from + 1..(from + 14).min(k))
                .take_while(|&c| !line(c))
                .find(|&c| self.kind(c) == Some(TokenKind::Dash));
            if let Some(dash) = dash.filter(|&d| self.m.words.is_only_verb(d + 1)) {
                from = dash + 1;
            }
        }
        // من ناحية أخرى، قصفت القوات: a turn is none of it.
        if from == self.m.first
            && let Some(end) = self.m.words.function_end(from, Classes::TURN)
            && self.kind(end) == Some(TokenKind::Comma)
        {
            from = end + 1;
        }
        // فتح النار عليها، ما أدى إلى إصابة ستة بجروح، حسب كييف: of clauses behind commas it vouches for the last, where the
        // one before only leads up to it.
        let leads_up = matches!(self.key(from), "كان" | "وكان" | "كانت" | "وكانت");
        let last = (from + 2..k.saturating_sub(3)).rfind(|&c| {
            self.kind(c) == Some(TokenKind::Comma)
                && self.m.quotation_at(c).is_none()
                && (self.key(c + 1) == "ما" || leads_up)
                && self.begins_clause(c + 1)
        });
        if let Some(comma) = last {
            from = comma + 1 + usize::from(self.key(comma + 1) == "ما");
        }
        while from < k && (self.is(from).has(Is::PUNCT) && self.m.opens(from).is_none()) {
            from += 1;
        }
        from
    }

    /// Whether another clause begins at `at`: وقتل فيه, ما أدى إلى.
    fn begins_clause(&self, at: usize) -> bool {
        let verb = |k: usize| self.m.words.is_only_verb(k);
        verb(at) && self.is(at).has(Is::CONJUNCT) || self.key(at) == "ما" && verb(at + 1)
    }
}
