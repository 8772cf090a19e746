//! How many shards a worker should own.

/// A worker's fair share of the shards. The shares of all workers differ by one at most, and add up
/// to the number of shards.
///
/// The share is 0 for a worker that is not in the list of living ones.
pub(crate) fn fair_share(shards: u16, worker: &str, living: &[String]) -> usize {
    let rank = living.iter().filter(|other| other.as_str() < worker).count();
    if living.iter().any(|other| other == worker) {
        let shards = usize::from(shards);
        shards / living.len() + usize::from(rank < shards % living.len())
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_differ_by_one_at_most() {
        for shards in 1..20 {
            for workers in 1..25 {
                // In any order: each worker has its own list.
                let living: Vec<_> = (0..workers).rev().map(|name| format!("w{name}")).collect();
                let shares: Vec<_> =
                    living.iter().map(|worker| fair_share(shards, worker, &living)).collect();
                assert_eq!(shares.iter().sum::<usize>(), usize::from(shards));
                let (least, most) = (shares.iter().min().unwrap(), shares.iter().max().unwrap());
                assert!(most - least <= 1, "{shards} shards: {shares:?}");
            }
        }
    }

    #[test]
    fn a_worker_not_known_to_be_alive_owns_nothing() {
        assert_eq!(fair_share(4, "b", &["a".to_owned()]), 0);
        assert_eq!(fair_share(4, "b", &[]), 0);
    }
}
