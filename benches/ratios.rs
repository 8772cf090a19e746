//! The table of ratios, from what criterion measured in this run.

use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

const FUNCTIONS: [&str; 4] = ["floor", "value", "decode", "receive"];
const VARIANTS: [&str; 2] = ["receive_async", "receive_guarded"];

/// Where criterion writes: beside the directory of profiles that this program runs from.
fn criterion_dir() -> Option<PathBuf> {
    if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
        return Some(PathBuf::from(target).join("criterion"));
    }
    let program = std::env::current_exe().ok()?;
    Some(program.ancestors().nth(3)?.join("criterion"))
}

/// Nanoseconds per call in the fastest twentieth of the samples, if this run measured them. Other
/// work on the machine only ever slows a sample down, on a shared one by half for seconds on end.
fn measured(group: &str, function: &str, since: SystemTime) -> Option<f64> {
    let file = criterion_dir()?.join(group).join(function).join("new/sample.json");
    if std::fs::metadata(&file).ok()?.modified().ok()? < since {
        return None;
    }
    let sample: Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    let numbers =
        |key: &str| sample[key].as_array().into_iter().flatten().filter_map(Value::as_f64);
    let mut per_call: Vec<f64> =
        numbers("times").zip(numbers("iters")).map(|(time, calls)| time / calls).collect();
    per_call.sort_by(f64::total_cmp);
    per_call.get(per_call.len() / 20).copied()
}

/// The processor that the figures are of, as far as the system says.
fn processor() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The groups that criterion has measured, in the order in which it did.
fn groups() -> Vec<String> {
    let entries = criterion_dir().and_then(|dir| std::fs::read_dir(dir).ok());
    let mut groups: Vec<_> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let floor = entry.path().join("floor/new/estimates.json");
            let measured = std::fs::metadata(floor).ok()?.modified().ok()?;
            Some((measured, entry.file_name().into_string().ok()?))
        })
        .collect();
    groups.sort();
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Prints a row for each group that was measured since then, and a line for each variant.
pub fn print(since: SystemTime) {
    let rows: Vec<_> = groups()
        .into_iter()
        .filter_map(|group| {
            let [floor, value, decode, receive] =
                FUNCTIONS.map(|function| measured(&group, function, since));
            Some((group, floor?, value?, decode?, receive?))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    println!("Processor: {}", processor().as_deref().unwrap_or("unknown"));
    println!();
    println!("| body | floor | value | decode | receive | decode / floor | receive / value |");
    println!("|---|---|---|---|---|---|---|");
    for (group, floor, value, decode, receive) in &rows {
        println!(
            "| `{group}` | {floor:.0} ns | {value:.0} ns | {decode:.0} ns | {receive:.0} ns | {:.2} | {:.2} |",
            decode / floor,
            receive / value,
        );
    }
    for (group, .., receive) in &rows {
        for variant in VARIANTS {
            if let Some(measured) = measured(group, variant, since) {
                println!("\n`{variant}` / `receive`, `{group}`: {:.2}", measured / receive);
            }
        }
    }
}
