//! The summary as text.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::summary::{Counts, Group, Groups, MAX_GROUPS, Row, Summary};

pub(crate) fn write(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let width = summary.rows.keys().map(String::len).max().unwrap_or_default().max(7);
    writeln!(
        out,
        "{:width$}  {:>10}  {:>10}  {:>10}  {:>11}",
        "command", "typed", "untyped", "unknown", "undecodable"
    )?;
    let all = ("all", summary.total());
    let rows = summary.rows.iter().map(|(command, row)| (command.as_str(), row.counts));
    for (command, counts) in rows.chain([all]) {
        let Counts { typed, untyped, unknown, undecodable } = counts;
        writeln!(
            out,
            "{command:width$}  {typed:>10}  {untyped:>10}  {unknown:>10}  {undecodable:>11}"
        )?;
    }
    groups(out, "untyped field", width, summary, |row| &row.fields)?;
    groups(out, "error", width, summary, |row| &row.errors)?;
    if summary.merged > 0 {
        let Summary { merged, merged_only, .. } = summary;
        writeln!(
            out,
            "\nthe query is merged into the body (lines: {merged}, without another query: {merged_only})"
        )?;
    }
    Ok(())
}

/// The groups of all commands, the largest first.
fn groups(
    out: &mut dyn Write,
    title: &str,
    width: usize,
    summary: &Summary,
    of: fn(&Row) -> &Groups,
) -> io::Result<()> {
    let mut found: Vec<(&str, &str, &Group)> = Vec::new();
    for (command, row) in &summary.rows {
        let kept = of(row).kept.iter();
        found.extend(kept.map(|(key, group)| (command.as_str(), key.as_str(), group)));
    }
    if found.is_empty() {
        return Ok(());
    }
    found.sort_by_key(|(_, _, group)| Reverse(group.count));
    writeln!(out, "\n{:>10}  {:>10}  {:width$}  {title}", "count", "first line", "command")?;
    for (command, key, Group { count, first, help }) in found {
        writeln!(out, "{count:>10}  {first:>10}  {command:width$}  {key}")?;
        if let Some(help) = help {
            writeln!(out, "{:>10}  {:>10}  {:width$}  {help}", "", "", "")?;
        }
    }
    for (command, row) in &summary.rows {
        let left_out = of(row).left_out;
        if left_out > 0 {
            writeln!(
                out,
                "{left_out:>10}  {:>10}  {command:width$}  (others, left out after {MAX_GROUPS})",
                ""
            )?;
        }
    }
    Ok(())
}

/// The totals in one sentence.
pub(crate) fn totals(summary: &Summary) -> String {
    let total = summary.total();
    format!(
        "{} lines: {} typed, {} with untyped fields, {} of unknown commands, {} undecodable",
        total.lines(),
        total.typed,
        total.untyped,
        total.unknown,
        total.undecodable
    )
}
