//! Percentile bootstrap over reports.

/// A 95 % interval and the standard error behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
    /// Standard deviation of the replicates.
    pub error: f64,
}

/// xorshift64* (Vigna 2016): the same replicates on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }
}

/// The interval of `statistic` when the items are drawn with replacement, 1,000 times.
pub fn interval<T>(items: &[T], statistic: impl Fn(&[&T]) -> f64) -> Option<Interval> {
    if items.is_empty() {
        return None;
    }
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut values: Vec<f64> = (0..1_000)
        .map(|_| {
            let drawn: Vec<&T> = (0..items.len()).map(|_| &items[random.below(items.len())]).collect();
            statistic(&drawn)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64;
    Some(Interval { low: values[24], high: values[974], error: variance.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_holds_it_and_repeats() {
        let items: Vec<f64> = (0..100).map(f64::from).collect();
        let mean = |drawn: &[&f64]| drawn.iter().copied().sum::<f64>() / drawn.len() as f64;
        let a = interval(&items, mean).expect("items");
        assert_eq!(Some(a), interval(&items, mean));
        assert!(a.low < 49.5 && 49.5 < a.high);
        // The standard error of the mean of 0..99 is 28.87 / 10.
        assert!((a.error - 2.887).abs() < 0.3, "{a:?}");
    }
}
