//! What a callback costs, as ratios measured in one run on one machine.
//!
//! `floor` skips through the body, `value` parses it into a `serde_json::Value`, `decode` makes a
//! typed call of a verified query and an owned body, `receive` does all there is to do: query,
//! signature, decoding, decision, answer. `cargo bench` ends with the table of ratios.

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use serde::de::IgnoredAny;
use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::{
    Incoming, MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier,
};

const QUERY: &str = "CallbackCommand=Group.CallbackBeforeSendMsg&ClientIP=127.0.0.1\
    &OptPlatform=iOS&RequestID=2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c&RequestTime=1669872112\
    &SdkAppid=1400000000\
    &Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061&contenttype=json";
/// Few calls at a time, so that bodies and results stay in the cache, as they do for `floor`.
const BATCH: BatchSize = BatchSize::NumIterations(4);
const NOW: UnixSeconds = UnixSeconds::new(1_669_872_112);
const SEED: &str = include_str!("../tests/fixtures/Group.CallbackBeforeSendMsg/request.json");

/// Compact, keys sorted: what the server sends.
fn wire_form(json: &str) -> String {
    let value: Value = serde_json::from_str(json).expect("a fixture is JSON");
    value.to_string()
}

/// 40 text elements, about 12 KB in all: the largest message there is.
fn large(text: &str) -> String {
    let mut value: Value = serde_json::from_str(SEED).expect("a fixture is JSON");
    let element = serde_json::json!({"MsgContent": {"Text": text}, "MsgType": "TIMTextElem"});
    value["MsgBody"] = vec![element; 40].into();
    value.to_string()
}

fn verifier() -> Verifier {
    let token = Token::new("xxxxyyyy").expect("not empty");
    Verifier::new(SdkAppId::new(1_400_000_000), token)
}

fn group(criterion: &mut Criterion, name: &str, body: &str) {
    let verifier = verifier();
    let receiver = Receiver::builder(verifier.clone(), Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
        .build()
        .expect("one decider");
    let reply = receiver.receive_at(QUERY, body.as_bytes(), NOW);
    assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#);

    let mut group = criterion.benchmark_group(name);
    group.throughput(criterion::Throughput::Bytes(body.len() as u64));
    group.bench_function("floor", |b| {
        b.iter(|| serde_json::from_str::<IgnoredAny>(black_box(body)).expect("JSON"));
    });
    group.bench_function("value", |b| {
        b.iter(|| serde_json::from_slice::<Value>(black_box(body.as_bytes())).expect("JSON"));
    });
    group.bench_function("decode", |b| {
        let verified = || {
            let incoming = Incoming::new(QUERY, body.as_bytes().to_vec()).expect("a query");
            verifier.verify_at(incoming, NOW).expect("signed")
        };
        b.iter_batched(
            verified,
            |verified| black_box(verified).decode_as::<group::BeforeSendMsg>().expect("a request"),
            BATCH,
        );
    });
    group.bench_function("receive", |b| {
        b.iter_batched(
            || body.as_bytes().to_vec(),
            |body| receiver.receive_at(black_box(QUERY), black_box(body), NOW),
            BATCH,
        );
    });
    group.finish();
}

fn main() {
    let start = std::time::SystemTime::now();
    let mut criterion = Criterion::default().configure_from_args();
    group(&mut criterion, "seed_doc", SEED);
    group(&mut criterion, "seed_wire", &wire_form(SEED));
    let english = "Please bring the red packet to the meeting at nine; the agenda, the slides and \
        the list of guests are in the shared folder, and whoever cannot come should say so today. \
        If anything changes during the night, the office will call each of you before eight.";
    group(&mut criterion, "body_12k", &large(english));
    let japanese = "赤い封筒を九時の会議に持ってきてください。議題、資料、来客名簿は共有フォルダに\
        あります。来られない方は今日中に知らせてください。夜の間に変更があれば八時までに電話します。";
    group(&mut criterion, "body_12k_ja", &large(japanese));
    criterion.final_summary();
    ratios::print(&["seed_doc", "seed_wire", "body_12k", "body_12k_ja"], start);
}
