//! The table of ratios.
//!
//! Its figures are measured in turns: on a shared machine, other work slows everything down for
//! seconds on end, and what is measured in one piece meets different machines.

use std::time::{Duration, Instant};

/// Makes this many calls and says how long they took.
pub type Timed = Box<dyn Fn(u64) -> Duration>;

/// A body and what is measured for it.
pub struct Body {
    pub name: &'static str,
    pub size: usize,
    pub functions: Vec<(&'static str, Timed)>,
}

/// How long a body is measured, and with how many calls in a turn.
const TIME: Duration = Duration::from_secs(2);
const CALLS: u32 = 16;

impl Body {
    /// The nanoseconds of a call of each function, in the fastest twentieth of its turns: other work
    /// only ever slows a turn down.
    fn measured(&self) -> Vec<f64> {
        let mut turns = vec![Vec::new(); self.functions.len()];
        let start = Instant::now();
        while start.elapsed() < TIME {
            for (turns, (_, timed)) in turns.iter_mut().zip(&self.functions) {
                turns.push(timed(CALLS.into()).as_secs_f64() * 1e9 / f64::from(CALLS));
            }
        }
        let fast = |mut turns: Vec<f64>| {
            turns.sort_by(f64::total_cmp);
            turns[turns.len() / 20]
        };
        turns.into_iter().map(fast).collect()
    }
}

/// The processor that the figures are of, as far as the system says.
fn processor() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Prints a row for each body, and a line for each further way to receive it.
pub fn print(bodies: &[Body]) {
    println!("Processor: {}", processor().as_deref().unwrap_or("unknown"));
    println!();
    println!(
        "| body | bytes | floor | value | decode | receive | decode / floor | receive / value |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut variants = Vec::new();
    for body in bodies {
        let measured = body.measured();
        let [floor, value, decode, receive, others @ ..] = &measured[..] else { continue };
        println!(
            "| `{}` | {} | {floor:.0} ns | {value:.0} ns | {decode:.0} ns | {receive:.0} ns | {:.2} | {:.2} |",
            body.name,
            body.size,
            decode / floor,
            receive / value,
        );
        for ((name, _), other) in body.functions[4..].iter().zip(others) {
            variants.push(format!("`{name}` / `receive`, `{}`: {:.2}", body.name, other / receive));
        }
    }
    for variant in variants {
        println!("\n{variant}");
    }
}
