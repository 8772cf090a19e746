//! What a callback costs, as ratios measured in one run on one machine.
//!
//! `floor` skips through the body, `value` parses it into a `serde_json::Value`, `decode` makes a
//! typed call of a verified query and an owned body, `receive` does all there is to do: query,
//! signature, decoding, decision, answer. Each of them drops what it made. `cargo bench` ends with
//! the table of ratios.

mod bodies;

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use criterion::{BatchSize, Bencher, Criterion};
use serde::de::IgnoredAny;
use serde_json::Value;
use tim_callback::auth::ReplayKey;
use tim_callback::callbacks::{c2c, group, push, state};
use tim_callback::replay::ReplayGuard;
use tim_callback::{
    Ack, AsyncReceiver, C2cRejectCode, Callback, CallbackCommand, GroupRejectCode, Incoming,
    MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier,
};

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
/// Few calls at a time, so that bodies and results stay in the cache, as they do for `floor`.
const BATCH: BatchSize = BatchSize::NumIterations(4);
const NOW: UnixSeconds = UnixSeconds::new(1_669_872_112);

/// A query in the order of the wire.
fn query<C: Callback>() -> String {
    let command = CallbackCommand::of::<C>();
    format!(
        "CallbackCommand={command}&ClientIP=127.0.0.1&OptPlatform=iOS\
         &RequestID=2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c&RequestTime=1669872112\
         &SdkAppid=1400000000\
         &Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061&contenttype=json"
    )
}

fn verifier() -> Verifier {
    let token = Token::new("xxxxyyyy").expect("not empty");
    Verifier::new(SdkAppId::new(1_400_000_000), token)
}

/// Hands each call a body of its own.
fn with_body<T>(bencher: &mut Bencher, body: &str, call: impl Fn(Vec<u8>) -> T) {
    bencher.iter_batched(|| body.as_bytes().to_vec(), |body| drop(call(body)), BATCH);
}

fn measure<C>(criterion: &mut Criterion, name: &str, body: &str, verdict: fn() -> C::Verdict)
where
    C: Callback,
{
    let (verifier, query) = (verifier(), query::<C>());
    let receiver = Receiver::builder(verifier.clone(), Policies::fail_open())
        .on_fn::<C>(move |_| verdict())
        .build()
        .expect("one decider");
    let reply = receiver.receive_at(&query, body.as_bytes(), NOW);
    assert_eq!(reply.body_text(), ALLOWED);

    let mut group = criterion.benchmark_group(name);
    group.throughput(criterion::Throughput::Bytes(body.len() as u64));
    group.bench_function("floor", |b| {
        b.iter(|| serde_json::from_str::<IgnoredAny>(black_box(body)).expect("JSON"));
    });
    group.bench_function("value", |b| {
        b.iter(|| drop(serde_json::from_slice::<Value>(black_box(body.as_bytes())).expect("JSON")));
    });
    group.bench_function("decode", |b| {
        let verified = || {
            let incoming = Incoming::new(&query, body.as_bytes().to_vec()).expect("a query");
            verifier.verify_at(incoming, NOW).expect("signed")
        };
        b.iter_batched(
            verified,
            |verified| drop(black_box(verified).decode_as::<C>().expect("a request")),
            BATCH,
        );
    });
    group.bench_function("receive", |b| {
        with_body(b, body, |body| receiver.receive_at(black_box(&query), black_box(body), NOW));
    });
    group.finish();
}

/// A guard whose store costs nothing: what is left is the hash over the body.
struct AlwaysNew;

impl ReplayGuard for AlwaysNew {
    fn is_new(&self, key: &ReplayKey, _: UnixSeconds, _: UnixSeconds) -> bool {
        black_box(key);
        true
    }
}

/// A future that is ready at once.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// The other ways to receive.
fn measure_variants(criterion: &mut Criterion, name: &str, body: &str) {
    let query = query::<group::BeforeSendMsg>();
    let asynchronous = AsyncReceiver::builder(verifier(), Policies::fail_open())
        .on_async_fn(async |_: tim_callback::Call<group::BeforeSendMsg>| {
            Ok::<_, std::convert::Infallible>(MsgVerdict::<GroupRejectCode>::Allow)
        })
        .build()
        .expect("one decider");
    let guarded = Receiver::builder(verifier(), Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
        .replay_guard(AlwaysNew)
        .build()
        .expect("one decider");
    let mut group = criterion.benchmark_group(name);
    group.bench_function("receive_async", |b| {
        with_body(b, body, |body| {
            ready(asynchronous.receive_at(black_box(&query), black_box(body), NOW))
        });
    });
    group.bench_function("receive_guarded", |b| {
        with_body(b, body, |body| guarded.receive_at(black_box(&query), black_box(body), NOW));
    });
    group.finish();
}

fn main() {
    let start = std::time::SystemTime::now();
    let mut criterion = Criterion::default().configure_from_args();
    let allow = || MsgVerdict::<GroupRejectCode>::Allow;
    for (name, body) in [
        ("seed_doc", bodies::SEED.to_owned()),
        ("seed_wire", bodies::seed_wire()),
        ("body_12k", bodies::body_12k()),
        ("body_12k_ja", bodies::body_12k_ja()),
        ("relay_wire", bodies::relay_wire()),
        ("relay_1m", bodies::relay_1m()),
        ("relay_fooled", bodies::relay_fooled()),
        ("custom_wire", bodies::custom_wire()),
        ("image_wire", bodies::image_wire()),
    ] {
        measure::<group::BeforeSendMsg>(&mut criterion, name, &body, allow);
    }
    let allow = || MsgVerdict::<C2cRejectCode>::Allow;
    measure::<c2c::BeforeSendMsg>(&mut criterion, "c2c_wire", &bodies::c2c_wire(), allow);
    let state = bodies::state_change();
    measure::<state::StateChange>(&mut criterion, "state_change", &state, || Ack);
    measure::<push::OfflinePush>(&mut criterion, "push_batch", &bodies::push_batch(), || Ack);
    measure_variants(&mut criterion, "seed_wire", &bodies::seed_wire());
    criterion.final_summary();
    ratios::print(start);
}
