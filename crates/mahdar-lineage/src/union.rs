//! Sets that grow together.

/// Union-find over `0..n`; the root of a set is its smallest member, so that order of joining does not show.
pub struct Union {
    parent: Vec<u32>,
}

impl Union {
    /// `n` sets of one.
    pub fn new(n: usize) -> Self {
        Union { parent: (0..n as u32).collect() }
    }

    /// The smallest member of the set of `i`.
    pub fn root(&mut self, i: u32) -> u32 {
        let mut at = i;
        while self.parent[at as usize] != at {
            let up = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = up;
            at = up;
        }
        at
    }

    /// Makes one set of two.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
