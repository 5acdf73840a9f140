//! Help that arrives: its carriers are no party, and whose it is stands in their attributes.

use super::super::TriggerForm;
use super::VerbFrame;
use super::row::Row;
use crate::words::Is;
use mahdar_doc::{ActType, EntityId};

/// How far behind the verb whose help it is may stand, in tokens.
const REACH: usize = 14;

impl VerbFrame<'_, '_, '_, '_, '_> {
    /// دخلت قافلة مساعدات, وصلت أول شحنة من الأدوية: whether the verb tells that help reaches somebody.
    pub(super) fn help_arrives(&self, row: &Row<'_>) -> bool {
        row.entry.kind == ActType::Aid
            && self.trigger.form == TriggerForm::Finite
            && !self.trigger.passive
            && row.theme.is_some()
            && matches!(row.entry.lemma.as_str(), "وصل" | "دخل" | "عبر" | "بلغ" | "هبط" | "حط" | "تدفق" | "رسا")
    }

    /// قافلة تابعة للأمم المتحدة, شحنة مقدمة من قطر, طائرة شحن كويتية, مساعدات أرسلتها تركيا: whose help the attributes behind the verb say it
    /// is.
    pub(super) fn givers(&mut self) -> Vec<EntityId> {
        /// Participles of giving, before من.
        const GIVEN: [&str; 6] = ["مقدم", "مرسل", "ممول", "مهدا", "ممنوح", "تبرع"];
        let scene = self.scene;
        let i = self.trigger.at;
        let to = self.limit.min(i + REACH);
        let mut loaded = false;
        for k in i + 1..to {
            let key = scene.key(k);
            let bare = key.strip_prefix("ال").unwrap_or(key);
            let belongs = matches!(bare, "تابعه" | "تابع" | "تابعتان" | "تابعين") && scene.key(k + 1).starts_with('ل');
            // مساعدات من الأمم المتحدة; قادمة من تركيا only says by which way.
            let from = key == "من"
                && scene.is(k + 1).has(Is::ACTOR)
                && !["قادم", "اتي", "منطلق"].iter().any(|stem| scene.key(k - 1).starts_with(stem))
                && (scene.is(k - 1).has(Is::NOUN) || GIVEN.iter().any(|stem| scene.key(k - 1).contains(stem)));
            // أرسلتها تركيا
            let sent = matches!(
                bare,
                "ارسلتها" | "ارسلها" | "قدمتها" | "قدمها" | "سيرتها" | "سيرها" | "تبرعت" | "تبرع"
            ) && scene.is(k + 1).has(Is::ACTOR);
            loaded |= matches!(key, "تحمل" | "يحمل" | "محمله" | "محمل" | "تقل" | "حامله");
            // شاحنات برنامج الأغذية العالمي: the genitive of what carries it.
            let whose = k > i + 1
                && scene.is(k).has(Is::ACTOR)
                && !scene.is(k).has(Is::PREFIXED)
                && !scene.is(k - 1).has(Is::PREP)
                && scene.is(k - 1).has(Is::NOUN);
            let found = if belongs || from || sent {
                self.p.at(k + 1, self.limit.max(k + 4).min(scene.last)).0
            } else if loaded {
                Vec::new()
            } else if whose {
                self.p.at(k, self.limit.max(k + 4).min(scene.last)).0
            } else if scene.is(k).has(Is::NISBA) && scene.is(k - 1).has(Is::NOMINAL) && !scene.is(k).has(Is::PREFIXED) {
                self.p.parties.adjective(scene.doc, k).into_iter().collect()
            } else {
                Vec::new()
            };
            if !found.is_empty() {
                return found;
            }
            // إلى غزة: where it arrives is behind the first preposition of direction.
            if matches!(key, "الي") && k > i + 1 && !belongs {
                break;
            }
        }
        Vec::new()
    }
}
