//! The dashboard and the alert rules name metrics and labels that there are.

use std::collections::BTreeSet;

use serde_json::Value;
use service_parts::metrics::{CALLBACKS, CONNECTIONS, EVENTS_LOST, EVICTED, LOG_LOST, SECONDS};
use yaml_rust2::{Yaml, YamlLoader};

const ALERTS: &str = include_str!("../deploy/alerts.yml");
const DASHBOARD: &str = include_str!("../deploy/dashboard.json");

/// The metrics that an expression names.
fn metrics(expression: &str) -> impl Iterator<Item = &str> {
    let words = expression.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("tim_"))
}

fn alert_expressions() -> Vec<String> {
    let rules = YamlLoader::load_from_str(ALERTS).unwrap();
    let groups = rules[0]["groups"].as_vec().unwrap();
    let rules = groups.iter().flat_map(|group| group["rules"].as_vec().unwrap());
    rules
        .map(|rule| {
            assert!(rule["alert"].as_str().is_some(), "{rule:?}");
            assert!(rule["annotations"]["summary"].as_str().is_some(), "{rule:?}");
            assert!(matches!(rule["for"], Yaml::BadValue | Yaml::String(_)), "{rule:?}");
            rule["expr"].as_str().unwrap().to_owned()
        })
        .collect()
}

fn dashboard_expressions() -> Vec<String> {
    let dashboard: Value = serde_json::from_str(DASHBOARD).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels.iter().flat_map(|panel| panel["targets"].as_array().unwrap());
    targets.map(|target| target["expr"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_metric_is_watched_and_no_other() {
    let buckets = format!("{SECONDS}_bucket");
    let known = [CALLBACKS, &buckets, EVENTS_LOST, LOG_LOST, EVICTED, CONNECTIONS];
    let (alerts, dashboard) = (alert_expressions(), dashboard_expressions());
    for (expressions, known) in [(alerts, &known[..5]), (dashboard, &known[..])] {
        let named: BTreeSet<&str> = expressions.iter().flat_map(|it| metrics(it)).collect();
        assert_eq!(named, known.iter().copied().collect());
    }
}

#[test]
fn the_outcomes_in_the_rules_exist() {
    let outcomes = [
        "decided",
        "refused",
        "repeated",
        "unregistered",
        "unknown",
        "undecodable",
        "failed",
        "panicked",
        "guard_failed",
        "deadline",
        "unavailable",
    ];
    for expression in alert_expressions().iter().chain(&dashboard_expressions()) {
        for (_, rest) in expression.match_indices("outcome=").map(|(at, _)| expression.split_at(at))
        {
            let value = rest.split('"').nth(1).unwrap();
            assert!(value.split('|').all(|one| outcomes.contains(&one)), "{expression}");
        }
    }
}
