//! Typed positions in the layers of a document: an id of one layer cannot index another.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the layer's `Vec`.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the item at `index`; layers hold fewer than 2³² items because texts hold fewer bytes.
            #[inline]
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

id!(
    /// A token of the document.
    TokenId
);
id!(
    /// A sentence of the document.
    SentenceId
);
id!(
    /// A mention: a span that names something.
    MentionId
);
id!(
    /// An entity: what mentions name, inside this document.
    EntityId
);
id!(
    /// A statement: content attributed to a source.
    StatementId
);
id!(
    /// An act: who did what to whom.
    ActId
);
