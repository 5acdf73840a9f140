//! The frame of a verb whose grammatical subject suffers.

use super::super::Frame;
use super::super::phrases::agent_at;
use super::super::violence::{attack_behind, by_accident};
use super::VerbFrame;
use super::row::Row;
use crate::np::{Np, noun_phrase};
use mahdar_doc::{ActType, EntityId};
use mahdar_lang::Slot;
use std::rc::Rc;

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// The frame where the grammatical subject is what suffers.
    pub(super) fn suffers(&mut self, row: &Row<'_>, subject: Vec<EntityId>) -> Option<Frame> {
        let scene = self.scene;
        let i = self.trigger.at;
        let entry = &row.entry;
        let np = self.subject().or_else(|| self.object.clone());
        let mut recipients = self.sufferers(row, subject, np.as_ref());
        // أطلق سراح الجندي الإسرائيلي: whose the theme is, which is the subject.
        if recipients.is_empty()
            && let Some(theme) = row.theme.filter(|&t| np.as_ref().is_some_and(|np| np.first == t))
        {
            recipients = self.p.at(theme + 1, self.limit).0;
        }
        // حكم على ناشط بالسجن: on whom the sentence is passed.
        let mut last = np.as_ref().map_or(i + 1, |np| np.end);
        if recipients.is_empty() && np.is_none() && scene.key(i + 1) == "علي" && entry.slots.contains(&Slot::Ala) {
            let (ids, end) = self.p.at(i + 2, self.limit);
            recipients = ids;
            last = end.max(row.theme.map_or(last, |t| t + 1));
        }
        let by = agent_at(scene, i + 1, self.limit);
        let mut actors = by.map(|k| self.p.at(k + 2, self.limit).0).unwrap_or_default();
        // أفرج أمس في هراري عن ناشطين: who is freed stands behind عن, and by whose hands is where it was.
        let freed = (i + 1..self.limit.min(i + 7)).find(|&k| scene.key(k) == "عن");
        if let Some(k) =
            freed.filter(|_| recipients.is_empty() && np.is_none() && entry.slots.first() == Some(&Slot::An))
        {
            let (ids, end) = self.p.at(k + 1, self.limit);
            let people = noun_phrase(scene.doc, scene.words, k + 1, self.limit.max(k + 2));
            recipients = match (&ids[..], people) {
                ([only], Some(np)) => self.p.parties.people(scene.doc, *only, &np).map_or(ids, |people| vec![people]),
                _ => ids,
            };
            last = last.max(end);
            let place = (i + 1..k).find(|&k| scene.key(k) == "في");
            if let Some(place) = place.filter(|_| actors.is_empty()) {
                let ground = self.p.ground(place + 1, k).map(|(ids, ..)| ids);
                actors = ground.unwrap_or_else(|| self.p.at(place + 1, k).0);
            }
        }
        // قوبل القرار باستنكار من أثينا: behind ب stands how it was met, and whose that is acts.
        if let Some(met) = row.theme.filter(|&t| actors.is_empty() && scene.key(t).starts_with('ب'))
            && let Some((ids, end)) = self.p.of_reaction(met, self.limit)
        {
            actors = ids;
            last = end.max(last);
        }
        if actors.is_empty() {
            // قُتل جندي في قصف سوري: whose deed it was done by.
            if let Some((ids, end)) = self.p.by_deed(last, self.limit) {
                actors = ids;
                last = end;
            }
        }
        // قتل 12 شخصا في حادث سير
        if entry.kind == ActType::Assault && actors.is_empty() && by_accident(scene, i + 1, self.limit) {
            return scene.lose("an accident kills by nobody's hand");
        }
        if recipients.is_empty() {
            return scene.lose("what suffers is no known party");
        }
        // اعتُقل معارضون, طُرد السفير: what is done by authority without saying by whom, a state does at home.
        if actors.is_empty() && matches!(entry.kind, ActType::Coerce | ActType::Sanction) {
            actors = self.p.parties.authority(scene.span(i, i + 1), &recipients);
        }
        // نجا الوزير من محاولة اغتيال: whoever tried it.
        self.p.by_unknown |= actors.is_empty() && entry.slots.first() == Some(&Slot::Patient);
        let evidence = (i.min(np.map_or(i, |np| np.first)), last.max(i + 1));
        Some(Frame::of_row(entry, row.theme, actors, recipients, evidence, self.limit))
    }

    /// Who suffers: the parties of the subject `np`, as people where it is people.
    pub(super) fn sufferers(&mut self, row: &Row<'_>, subject: Vec<EntityId>, np: Option<&Rc<Np>>) -> Vec<EntityId> {
        let scene = self.scene;
        let Some(np) = np else { return subject };
        // قتل خمسة من الجنود: of whom they are some.
        let mut recipients = if subject.is_empty() { self.p.of_wide(np, self.limit).0 } else { subject };
        if let [only] = recipients[..]
            && let Some(people) = self.p.parties.people(scene.doc, only, np)
        {
            recipients = vec![people];
        }
        // قتل 12 مدنيا في غارة على رفح: people are of where it struck.
        if recipients.is_empty() && matches!(row.entry.kind, ActType::Assault | ActType::Coerce) {
            let ground = self.p.ground(np.end, self.limit).and_then(|(ids, ..)| ids.first().copied());
            // غارة إسرائيلية على بلدة لبنانية: by its adjective.
            let by = self.p.by_deed(np.end, self.limit).is_some();
            let mut struck = || {
                let on = (np.end..self.limit).find(|&k| scene.key(k) == "علي")?;
                (on + 2..(on + 4).min(self.limit)).find_map(|k| self.p.parties.adjective(scene.doc, k))
            };
            let ground = ground.or_else(|| if by { struck() } else { None });
            let ground = ground.or_else(|| self.state_of_blow(np.end));
            // بغداد - قتل 12 شخصا في انفجار سيارة مفخخة: else of where the report is at home.
            let attacked = ground.is_some() || attack_behind(scene, np.end, self.limit).is_some();
            recipients.extend(if attacked { self.p.parties.crowd_here(scene.doc, np, ground) } else { None });
        }
        recipients
    }
}
