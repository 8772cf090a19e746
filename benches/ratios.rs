//! The table of ratios, from what criterion measured in this run.

use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

const FUNCTIONS: [&str; 4] = ["floor", "value", "decode", "receive"];

/// Where criterion writes: beside the directory of profiles that this program runs from.
fn criterion_dir() -> Option<PathBuf> {
    if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
        return Some(PathBuf::from(target).join("criterion"));
    }
    let program = std::env::current_exe().ok()?;
    Some(program.ancestors().nth(3)?.join("criterion"))
}

/// Median nanoseconds per call, if this run measured them: other work on the machine moves the
/// mean.
fn measured(group: &str, function: &str, since: SystemTime) -> Option<f64> {
    let file = criterion_dir()?.join(group).join(function).join("new/estimates.json");
    if std::fs::metadata(&file).ok()?.modified().ok()? < since {
        return None;
    }
    let estimates: Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

/// Prints a row for each group that was measured since then.
pub fn print(groups: &[&str], since: SystemTime) {
    let rows: Vec<_> = groups
        .iter()
        .filter_map(|group| {
            let [floor, value, decode, receive] =
                FUNCTIONS.map(|function| measured(group, function, since));
            Some((*group, floor?, value?, decode?, receive?))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    println!("| body | floor | value | decode | receive | decode / floor | receive / value |");
    println!("|---|---|---|---|---|---|---|");
    for (group, floor, value, decode, receive) in rows {
        println!(
            "| `{group}` | {floor:.0} ns | {value:.0} ns | {decode:.0} ns | {receive:.0} ns | {:.2} | {:.2} |",
            decode / floor,
            receive / value,
        );
    }
}
