//! What holds for every value, not only for those that somebody thought of.

mod support;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::to_raw_value;
use serde_json::{Value, json};
use support::{APP, before_body, call_about, decode, spelled_with_keys};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::{ImageFormat, ImageInfo, ImageType, RelayMsg, StreamChunk};
use tim_callback::{
    Ack, Answer, AnswerError, C2cRejectCode, CallbackQuery, CustomElem, ErrorCode, FaceElem,
    FileElem, Flag, FriendRejectCode, FriendVerdict, Gate, GroupId, GroupRejectCode, GroupType,
    ImageElem, InviteVerdict, LocationElem, MsgBody, MsgElement, MsgId, MsgKey, MsgPatch,
    MsgPriority, MsgType, MsgVerdict, Platform, QueryParam, RejectCode, RelayElem, SdkAppId,
    SoundElem, StreamElem, SubscribeVerdict, TextElem, TopicId, UnixMillis, UnixSeconds,
    UnknownElem, UserId, VideoFileElem,
};

// ---- values -------------------------------------------------------------------------------------

/// Any text, with those that mean something to a parser more often than chance has them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => ".{0,12}",
        1 => any::<String>(),
        1 => "[\"\\\\{}\\[\\]:,/\\x00-\\x1f]{0,8}",
        1 => Just(String::new()),
        1 => Just("null".to_owned()),
        1 => any::<u64>().prop_map(|number| number.to_string()),
    ]
}

/// Numbers, those at the ends of ranges more often.
fn number() -> impl Strategy<Value = u64> {
    let ends = [0, 1, u64::from(u32::MAX), 1 << 53, i64::MAX as u64, 1 << 63, u64::MAX];
    prop_oneof![
        any::<u64>(),
        any::<u32>().prop_map(u64::from),
        proptest::sample::select(ends.to_vec())
    ]
}

/// Numbers with a fraction, as coordinates are written: longer ones have a property of their own.
fn decimal() -> impl Strategy<Value = f64> {
    (-180_000_000..=180_000_000i32).prop_map(|millionths| f64::from(millionths) / 1e6)
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        decimal().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

// ---- elements -----------------------------------------------------------------------------------

/// Sets what is there.
macro_rules! set {
    ($elem:expr, $($method:ident($value:expr)),+ $(,)?) => {{
        let mut elem = $elem;
        $(if let Some(value) = $value {
            elem = elem.$method(value);
        })+
        elem
    }};
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

fn maybe_number() -> impl Strategy<Value = Option<u64>> {
    option::of(number())
}

fn custom() -> impl Strategy<Value = MsgElement> {
    (maybe_text(), maybe_text(), maybe_text(), maybe_text()).prop_map(|(data, desc, ext, sound)| {
        set!(CustomElem::new(), with_data(data), with_desc(desc), with_ext(ext), with_sound(sound))
            .into()
    })
}

fn media() -> impl Strategy<Value = MsgElement> {
    let texts = (maybe_text(), maybe_text(), maybe_text());
    let numbers = (maybe_number(), maybe_number(), maybe_number());
    (0..3, texts, numbers).prop_map(
        |(which, (url, uuid, name), (size, second, flag))| match which {
            0 => set!(
                SoundElem::new(),
                with_url(url),
                with_uuid(uuid),
                with_size(size),
                with_second(second),
                with_download_flag(flag),
            )
            .into(),
            1 => set!(
                FileElem::new(),
                with_url(url),
                with_uuid(uuid),
                with_file_name(name),
                with_file_size(size),
                with_download_flag(flag),
            )
            .into(),
            _ => set!(
                VideoFileElem::new(),
                with_video_url(url),
                with_thumb_uuid(uuid),
                with_video_format(name),
                with_video_size(size),
                with_thumb_height(second),
                with_thumb_download_flag(flag),
            )
            .into(),
        },
    )
}

fn image() -> impl Strategy<Value = MsgElement> {
    let info = (maybe_text(), maybe_number(), maybe_number()).prop_map(|(url, kind, size)| {
        let kind = kind.map(ImageType::new);
        set!(ImageInfo::new(), with_url(url), with_image_type(kind), with_size(size))
    });
    (vec(info, 0..3), maybe_text(), maybe_number()).prop_map(|(infos, uuid, format)| {
        let format = format.map(ImageFormat::new);
        set!(ImageElem::new(infos), with_uuid(uuid), with_image_format(format)).into()
    })
}

fn stream() -> impl Strategy<Value = MsgElement> {
    let chunk = (maybe_text(), maybe_number(), option::of(any::<bool>())).prop_map(
        |(markdown, index, last)| {
            set!(StreamChunk::new(), with_markdown(markdown), with_index(index), with_is_last(last))
        },
    );
    (vec(chunk, 0..3), maybe_text())
        .prop_map(|(chunks, text)| set!(StreamElem::new(chunks), with_compatible_text(text)).into())
}

fn unknown() -> impl Strategy<Value = MsgElement> {
    let name = text().prop_filter("known", |name| MsgType::from_name(name).is_none());
    (name, json_value()).prop_map(|(name, content)| {
        let content = to_raw_value(&content).expect("JSON");
        UnknownElem::new(name, content).expect("not a known type").into()
    })
}

fn element() -> impl Strategy<Value = MsgElement> {
    let leaf = prop_oneof![
        3 => text().prop_map(|text| TextElem::new(text).into()),
        1 => (any::<i64>(), maybe_text())
            .prop_map(|(index, data)| set!(FaceElem::new(index), with_data(data)).into()),
        1 => (decimal(), decimal(), maybe_text())
            .prop_map(|(a, o, desc)| set!(LocationElem::new(a, o), with_desc(desc)).into()),
        1 => custom(),
        2 => media(),
        1 => image(),
        1 => stream(),
        1 => unknown(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner: BoxedStrategy<MsgElement>| {
        let message =
            (vec(inner, 0..3), maybe_text(), maybe_number()).prop_map(|(body, data, seq)| {
                set!(RelayMsg::new(body), with_cloud_custom_data(data), with_msg_seq(seq))
            });
        let texts = (maybe_text(), maybe_text(), vec(text(), 0..3));
        (vec(message, 0..3), texts).prop_map(|(messages, (title, fallback, lines))| {
            let relay = RelayElem::new(messages);
            let mut relay = set!(relay, with_title(title), with_compatible_text(fallback));
            relay.abstract_list = lines;
            relay.into()
        })
    })
}

fn body() -> impl Strategy<Value = MsgBody> {
    vec(element(), 0..5).prop_map(MsgBody::new)
}

fn to_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

proptest! {
    #[test]
    fn a_message_comes_back_from_text_and_value_as_it_was(body in body()) {
        let text = to_text(&body);
        prop_assert_eq!(&serde_json::from_str::<MsgBody>(&text).unwrap(), &body);
        let value = serde_json::to_value(&body).unwrap();
        prop_assert_eq!(&serde_json::from_value::<MsgBody>(value).unwrap(), &body);
    }

    #[test]
    fn a_message_is_the_same_whatever_the_order_of_its_keys(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let shuffled = spelled_with_keys(&value, seed);
        let decoded: MsgBody = serde_json::from_str(&shuffled).unwrap();
        prop_assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
        prop_assert_eq!(decoded.texts(), body.texts());
    }

    #[test]
    fn redaction_offers_exactly_the_texts(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let call = call_about(&spelled_with_keys(&value, seed));
        let mut offered = Vec::new();
        let patch = call.patch().redact(|text| {
            offered.push(text.to_owned());
            None
        });
        prop_assert_eq!(&offered, &call.msg_body.texts());
        prop_assert_eq!(offered, body.texts());
        prop_assert!(patch.is_empty());
    }

    #[test]
    fn redaction_changes_the_texts_and_nothing_else(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let call = call_about(&spelled_with_keys(&value, seed));
        let marked = sent(&call.patch().redact(|text| Some(format!("<{text}>"))));
        let again = call_about(&marked.to_string());
        let expected: Vec<_> = body.texts().iter().map(|text| format!("<{text}>")).collect();
        prop_assert_eq!(again.msg_body.texts(), expected);
        let unmarked = again.patch().redact(|text| Some(text[1..text.len() - 1].to_owned()));
        prop_assert_eq!(sent(&unmarked), value);
    }
}

proptest! {
    // serde_json without its feature `float_roundtrip` misses some by one in the last place.
    #[test]
    fn a_coordinate_is_the_nearest_float_of_what_was_written(degrees in -180.0..180.0f64) {
        let json = format!("{{\"Latitude\":{degrees},\"Longitude\":0.5}}");
        let place: LocationElem = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(place.latitude.to_bits(), degrees.to_bits(), "{}", json);
    }
}

/// The elements that a patch sends, as one value.
fn sent(patch: &MsgPatch) -> Value {
    serde_json::to_value(patch.elements()).expect("JSON")
}

// ---- verdicts -----------------------------------------------------------------------------------

const GROUP: RangeInclusive<u32> = 10100..=10200;
const C2C: RangeInclusive<u32> = 120001..=130000;
const FRIEND: RangeInclusive<u32> = 38000..=39000;

/// Codes, those at the ends of the ranges more often.
fn code() -> impl Strategy<Value = u32> {
    let near = [GROUP, C2C, FRIEND].map(|range| {
        prop_oneof![range.start() - 2..=range.start() + 2, range.end() - 2..=range.end() + 2, range]
    });
    let [group, c2c, friend] = near;
    prop_oneof![any::<u32>(), 0..5u32, group, c2c, friend]
}

proptest! {
    #[test]
    fn a_reject_code_is_one_exactly_in_its_range(code in code()) {
        macro_rules! check {
            ($($kind:ident in $range:expr),+) => {$(
                let made = $kind::new(code);
                prop_assert_eq!(made.is_some(), $range.contains(&code));
                prop_assert_eq!(made.map($kind::get), made.map(|_| code));
                prop_assert_eq!($kind::from_code(code), made);
                prop_assert_eq!($kind::try_from(code).ok(), made);
                let error = $kind::try_from(code).err();
                let range = error.map(|error| (error.code, error.min, error.max));
                let wanted = made.is_none().then_some((code, *$range.start(), *$range.end()));
                prop_assert_eq!(range, wanted);
            )+};
        }
        check!(GroupRejectCode in GROUP, C2cRejectCode in C2C, FriendRejectCode in FRIEND);
    }
}

/// An answer's fields besides the three that every answer has.
fn own_fields(answer: &Value) -> Result<BTreeMap<&str, &Value>, TestCaseError> {
    let mut fields: BTreeMap<_, _> =
        answer.as_object().expect("an object").iter().map(|(k, v)| (k.as_str(), v)).collect();
    prop_assert_eq!(fields.remove("ActionStatus"), Some(&json!("OK")));
    prop_assert!(fields.remove("ErrorInfo").is_some_and(Value::is_string));
    prop_assert!(fields.remove("ErrorCode").is_some_and(Value::is_u64));
    Ok(fields)
}

/// A verdict answers with a documented code, with documented fields beside it, and is read back
/// from that answer.
fn is_documented<V>(
    verdict: &V,
    read_back: &V,
    codes: &[RangeInclusive<u32>],
    fields_of_allow: &[&str],
) -> TestCaseResult
where
    V: Serialize + TryFrom<Answer, Error = AnswerError> + PartialEq + Debug,
{
    let text = to_text(verdict);
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    let code = u32::try_from(answer["ErrorCode"].as_u64().expect("a number")).expect("a code");
    prop_assert!(codes.iter().any(|range| range.contains(&code)), "{}", text);
    for (field, value) in own_fields(&answer)? {
        prop_assert!(code == 0 && fields_of_allow.contains(&field), "{} in {}", field, text);
        match value {
            Value::Array(items) => prop_assert!(!items.is_empty() || field == "ResultItem"),
            value => prop_assert!(value.is_string(), "{} in {}", field, text),
        }
    }
    let answer: Answer = serde_json::from_str(&text).expect("an answer");
    prop_assert_eq!(&V::try_from(answer).expect("a verdict"), read_back);
    Ok(())
}

fn group_code() -> impl Strategy<Value = GroupRejectCode> {
    GROUP.prop_map(|code| GroupRejectCode::new(code).expect("in range"))
}

fn c2c_code() -> impl Strategy<Value = C2cRejectCode> {
    C2C.prop_map(|code| C2cRejectCode::new(code).expect("in range"))
}

fn gate<R: RejectCode>(code: impl Strategy<Value = R>) -> impl Strategy<Value = Gate<R>> {
    prop_oneof![
        Just(Gate::Allow),
        Just(Gate::Reject),
        (code, text()).prop_map(|(code, text)| Gate::reject_with(code, text)),
    ]
}

/// A change of a message.
#[derive(Debug, Clone)]
enum Change {
    Append(MsgElement),
    Replace(usize, MsgElement),
    Remove(usize),
    ReplaceAll(Vec<MsgElement>),
    Redact(String),
    Data(String),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        element().prop_map(Change::Append),
        (0..6usize, element()).prop_map(|(at, element)| Change::Replace(at, element)),
        (0..6usize).prop_map(Change::Remove),
        vec(element(), 0..3).prop_map(Change::ReplaceAll),
        text().prop_map(Change::Redact),
        text().prop_map(Change::Data),
    ]
}

/// Makes the changes that can be made; one that cannot is left out.
fn changed(patch: MsgPatch, changes: &[Change]) -> MsgPatch {
    changes.iter().cloned().fold(patch, |patch, change| {
        let before = patch.clone();
        match change {
            Change::Append(element) => patch.append(element),
            Change::Replace(at, element) => patch.replace(at, element).unwrap_or(before),
            Change::Remove(at) => patch.remove(at).unwrap_or(before),
            Change::ReplaceAll(elements) => patch.replace_all(elements).unwrap_or(before),
            Change::Redact(text) => patch.redact(|_| Some(text.clone())),
            Change::Data(data) => patch.with_cloud_custom_data(data),
        }
    })
}

fn msg<R: RejectCode>(code: impl Strategy<Value = R>) -> impl Strategy<Value = MsgVerdict<R>> {
    let patch = (body(), vec(change(), 0..4))
        .prop_map(|(body, changes)| changed(call_about(&to_text(&body)).patch(), &changes));
    prop_oneof![
        1 => Just(MsgVerdict::Allow),
        1 => Just(MsgVerdict::Reject),
        1 => Just(MsgVerdict::SilentDrop),
        2 => (code, text()).prop_map(|(code, text)| MsgVerdict::reject_with(code, text)),
        5 => patch.prop_map(MsgVerdict::Modify),
    ]
}

/// A change of nothing is read back as what it answers: let it pass.
fn read_back<R: RejectCode>(verdict: &MsgVerdict<R>) -> MsgVerdict<R> {
    match verdict {
        MsgVerdict::Modify(patch) if patch.is_empty() => MsgVerdict::Allow,
        verdict => verdict.clone(),
    }
}

fn users() -> impl Strategy<Value = Vec<UserId>> {
    vec(text().prop_map(UserId::from), 0..4)
}

/// A friend verdict: no call is needed to read one from an answer.
fn friends() -> impl Strategy<Value = FriendVerdict> {
    let code = prop_oneof![Just(0), FRIEND];
    vec((text(), code, text()), 0..4).prop_map(|items| {
        let items: Vec<_> = items
            .into_iter()
            .map(|(target, code, info)| {
                let info = if code == 0 { String::new() } else { info };
                json!({"To_Account": target, "ResultCode": code, "ResultInfo": info})
            })
            .collect();
        let answer = json!({
            "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "ResultItem": items,
        });
        let answer: Answer = serde_json::from_value(answer).expect("an answer");
        FriendVerdict::try_from(answer).expect("a verdict")
    })
}

proptest! {
    #[test]
    fn every_gate_answers_as_documented(
        group in gate(group_code()),
        c2c in gate(c2c_code()),
    ) {
        is_documented(&group, &group, &[0..=1, GROUP], &[])?;
        is_documented(&c2c, &c2c, &[0..=1, C2C], &[])?;
    }

    #[test]
    fn every_verdict_on_a_message_answers_as_documented(
        group in msg(group_code()),
        c2c in msg(c2c_code()),
    ) {
        let fields = ["MsgBody", "CloudCustomData"];
        is_documented(&group, &read_back(&group), &[0..=2, GROUP], &fields)?;
        is_documented(&c2c, &read_back(&c2c), &[0..=2, C2C], &fields)?;
    }

    #[test]
    fn every_verdict_on_members_answers_as_documented(
        members in users(),
        code in group_code(),
        text in text(),
        which in 0..4,
    ) {
        let invite = match which {
            0 => InviteVerdict::Allow,
            1 => InviteVerdict::Refuse(members.clone()),
            2 => InviteVerdict::Reject,
            _ => InviteVerdict::reject_with(code, text),
        };
        let read_back = if invite == InviteVerdict::Refuse(Vec::new()) {
            InviteVerdict::Allow
        } else {
            invite.clone()
        };
        is_documented(&invite, &read_back, &[0..=1, GROUP], &["RefusedMembers_Account"])?;

        let subscribe = match which {
            0 => SubscribeVerdict::Allow,
            1 => SubscribeVerdict::Reject,
            _ => SubscribeVerdict::Refuse(members),
        };
        let read_back = if subscribe == SubscribeVerdict::Refuse(Vec::new()) {
            SubscribeVerdict::Allow
        } else {
            subscribe.clone()
        };
        is_documented(&subscribe, &read_back, &[0..=1], &["RefusedSubscribers_Account"])?;
    }

    #[test]
    fn every_verdict_on_friends_answers_as_documented(verdict in friends()) {
        is_documented(&verdict, &verdict, &[0..=0], &["ResultItem"])?;
        is_documented(&Ack, &Ack, &[0..=0], &[])?;
        let answer = serde_json::to_value(&verdict).unwrap();
        for item in answer["ResultItem"].as_array().expect("always there") {
            let code = u32::try_from(item["ResultCode"].as_u64().unwrap()).unwrap();
            prop_assert!(code == 0 || FRIEND.contains(&code));
        }
    }

    #[test]
    fn a_code_that_is_not_documented_is_read_as_no_verdict(code in code(), info in text()) {
        let answer = json!({"ActionStatus": "OK", "ErrorInfo": info, "ErrorCode": code});
        let answer = || serde_json::from_value::<Answer>(answer.clone()).expect("an answer");
        let group = GROUP.contains(&code);
        let c2c = C2C.contains(&code);
        prop_assert_eq!(Ack::try_from(answer()).is_ok(), code == 0);
        prop_assert_eq!(Gate::<GroupRejectCode>::try_from(answer()).is_ok(), code < 2 || group);
        prop_assert_eq!(Gate::<C2cRejectCode>::try_from(answer()).is_ok(), code < 2 || c2c);
        prop_assert_eq!(MsgVerdict::<GroupRejectCode>::try_from(answer()).is_ok(), code < 3 || group);
        prop_assert_eq!(MsgVerdict::<C2cRejectCode>::try_from(answer()).is_ok(), code < 3 || c2c);
        prop_assert_eq!(InviteVerdict::try_from(answer()).is_ok(), code < 2 || group);
        prop_assert_eq!(SubscribeVerdict::try_from(answer()).is_ok(), code < 2);
        prop_assert!(FriendVerdict::try_from(answer()).is_err(), "no ResultItem");
    }
}

// ---- ids and times ------------------------------------------------------------------------------

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> TestCaseResult {
    prop_assert_eq!(&serde_json::from_str::<T>(&to_text(value)).unwrap(), value);
    let json = serde_json::to_value(value).unwrap();
    prop_assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
    Ok(())
}

proptest! {
    #[test]
    fn an_id_is_its_text(text in text(), other in text()) {
        macro_rules! check {
            ($($id:ident),+) => {$({
                let (id, another) = ($id::from(text.as_str()), $id::from(other.as_str()));
                prop_assert_eq!(id.as_str(), &text);
                prop_assert_eq!(AsRef::<str>::as_ref(&id), &text);
                prop_assert_eq!(Borrow::<str>::borrow(&id), &text);
                prop_assert_eq!(id.to_string(), text.as_str());
                prop_assert_eq!(format!("{id:>20}|{id:<3}"), format!("{text:>20}|{text:<3}"));
                prop_assert_eq!(id.clone().into_string(), text.as_str());
                prop_assert_eq!(&id, &$id::from(text.clone()));
                prop_assert_eq!(id == other.as_str(), text == other);
                prop_assert_eq!(*other == id, text == other);
                prop_assert_eq!(id == another, text == other);
                prop_assert_eq!(hash(&id), hash(&text), "Borrow wants equal hashes");
                prop_assert_eq!(to_text(&id), to_text(&text));
                round_trip(&id)?;
            })+};
        }
        check!(UserId, GroupId, TopicId, MsgKey, MsgId);
    }

    #[test]
    fn an_app_id_is_its_number(number in number()) {
        let app = SdkAppId::new(number);
        prop_assert_eq!(app.get(), number);
        prop_assert_eq!(app, SdkAppId::from(number));
        prop_assert_eq!(app.to_string(), number.to_string());
        prop_assert_eq!(to_text(&app), number.to_string());
        let query = CallbackQuery::new(app, "x").to_query_string();
        prop_assert_eq!(CallbackQuery::parse(&query).unwrap().sdk_app_id(), app);
    }

    #[test]
    fn a_time_comes_back_from_the_systems_time(number in number()) {
        let (seconds, millis) = (UnixSeconds::new(number), UnixMillis::new(number));
        prop_assert_eq!((seconds.get(), millis.get()), (number, number));
        prop_assert_eq!(seconds.to_string() + &to_text(&millis), format!("{number}{number}"));
        round_trip(&seconds)?;
        round_trip(&millis)?;
        let wanted = UNIX_EPOCH.checked_add(Duration::from_secs(number));
        prop_assert_eq!(seconds.to_system_time(), wanted);
        if let Some(time) = seconds.to_system_time() {
            prop_assert_eq!(UnixSeconds::try_from(time), Ok(seconds));
        }
        let wanted = UNIX_EPOCH.checked_add(Duration::from_millis(number));
        prop_assert_eq!(millis.to_system_time(), wanted);
        if let Some(time) = millis.to_system_time() {
            prop_assert_eq!(UnixMillis::try_from(time), Ok(millis));
        }
    }

    #[test]
    fn a_time_of_the_system_is_cut_to_the_unit_or_refused(
        seconds in prop_oneof![any::<u64>(), 0..1u64 << 62, 0..1u64 << 34],
        nanos in 0..1_000_000_000u32,
        before in any::<bool>(),
    ) {
        let distance = Duration::new(seconds, nanos);
        let time = if before {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        };
        let Some(time): Option<SystemTime> = time else { return Ok(()) };
        let in_range = !before || distance.is_zero();
        let wanted = in_range.then(|| UnixSeconds::new(seconds));
        prop_assert_eq!(UnixSeconds::try_from(time).ok(), wanted);
        let millis = u64::try_from(distance.as_millis()).ok().filter(|_| in_range);
        prop_assert_eq!(UnixMillis::try_from(time).ok(), millis.map(UnixMillis::new));
    }
}

// ---- queries ------------------------------------------------------------------------------------

const DOCUMENTED: [QueryParam; 8] = [
    QueryParam::SdkAppId,
    QueryParam::CallbackCommand,
    QueryParam::ContentType,
    QueryParam::ClientIp,
    QueryParam::OptPlatform,
    QueryParam::Sign,
    QueryParam::RequestTime,
    QueryParam::RequestId,
];

fn own_name() -> impl Strategy<Value = String> {
    let is_own =
        |name: &String| DOCUMENTED.iter().all(|param| !param.name().eq_ignore_ascii_case(name));
    prop_oneof![text(), "[Ss][Ii][Gg][Nn].?"].prop_filter("documented", is_own)
}

fn own_params() -> impl Strategy<Value = Vec<(String, String)>> {
    vec((own_name(), prop_oneof![text(), "[%+&=a-f0-9]{0,8}"]), 0..5)
}

proptest! {
    #[test]
    fn a_query_that_is_built_and_printed_parses_back(
        app in number(),
        command in text().prop_filter("required", |command| !command.is_empty()),
        kind in option::of("[jJ][sS][oO][nN]"),
        texts in vec(maybe_text(), 4),
        time in maybe_number(),
        own in own_params(),
    ) {
        let names = [
            QueryParam::ClientIp,
            QueryParam::OptPlatform,
            QueryParam::Sign,
            QueryParam::RequestId,
        ];
        let time = time.map(|time| time.to_string());
        let built = names.into_iter().zip(texts).chain([
            (QueryParam::ContentType, kind),
            (QueryParam::RequestTime, time),
        ]);
        let mut query = CallbackQuery::new(SdkAppId::new(app), &command);
        for (param, value) in built.filter_map(|(param, value)| Some((param, value?))) {
            query = query.with(param, &value);
            let wanted = Some(value.as_str()).filter(|value| !value.is_empty());
            prop_assert_eq!(query.get(param), wanted);
        }
        for (name, value) in &own {
            query = query.with_own(name, value);
        }
        let printed = query.to_query_string();
        prop_assert!(printed.is_ascii(), "{}", printed);
        let parsed = CallbackQuery::parse(&printed).unwrap();
        prop_assert_eq!(&parsed, &query);
        for param in DOCUMENTED {
            prop_assert_eq!(parsed.get(param), query.get(param), "{}", param);
        }
        prop_assert_eq!(parsed.sdk_app_id().get(), app);
        prop_assert_eq!(parsed.command_name(), command);
        let wanted: Vec<_> = own.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        prop_assert_eq!(parsed.own_params().collect::<Vec<_>>(), wanted);
        prop_assert_eq!(parsed.to_query_string(), printed);
    }

    #[test]
    fn any_text_is_a_query_or_an_error(
        text in prop_oneof![
            any::<String>(),
            "[%&=+A-Fa-f0-9SdkApidCommn]{0,40}",
            "SdkAppid=[0-9]{0,22}&CallbackCommand=(%[0-9a-fA-F]{2}|[a-z%+&=]){0,20}",
        ],
    ) {
        if let Ok(query) = CallbackQuery::parse(&text) {
            prop_assert!(!query.command_name().is_empty());
            let again = CallbackQuery::parse(&query.to_query_string());
            prop_assert_eq!(again, Ok(query));
        }
    }

    #[test]
    fn a_query_with_a_text_behind_keeps_what_is_in_front(
        rest in prop_oneof![any::<String>(), "[%&=+A-Za-z0-9]{0,30}"],
    ) {
        let front = "SdkAppid=1400000000&CallbackCommand=Group.CallbackAfterSendMsg&";
        if let Ok(query) = CallbackQuery::parse(&format!("{front}{rest}")) {
            prop_assert_eq!(query.sdk_app_id(), APP);
            prop_assert_eq!(query.command_name(), "Group.CallbackAfterSendMsg");
        }
    }
}

// ---- leniency -----------------------------------------------------------------------------------

/// Texts that are numbers, nearly numbers, or no numbers.
fn digits() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u128>().prop_map(|number| number.to_string()),
        "[-+ ]?0{0,2}[0-9]{0,22}[ .]?",
        "[0-9a-fx.eE+_-]{0,8}",
        any::<f64>().prop_map(|number| number.to_string()),
        "\\d{1,4}",
        any::<String>(),
    ]
}

/// What a JSON text is as a number of type `T`, as the fields of a message read it.
fn unsigned(json: &str) -> [Option<u64>; 5] {
    let body = before_body("[]");
    let random = body.replacen("\"Random\":123456", &format!("\"Random\":{json}"), 1);
    assert_ne!(random, body);
    [
        serde_json::from_str(json).ok().map(UnixMillis::get),
        serde_json::from_str(json).ok().map(UnixSeconds::get),
        serde_json::from_str(json).ok().map(Flag::get),
        serde_json::from_str(json).ok().map(ErrorCode::get),
        decode::<BeforeSendMsg>(random).ok().map(|call| call.random),
    ]
}

fn signed(json: &str) -> Option<i64> {
    serde_json::from_str::<FaceElem>(&format!("{{\"Index\":{json}}}")).ok().map(|face| face.index)
}

proptest! {
    #[test]
    fn a_number_and_its_decimal_text_are_the_same(number in number(), index in any::<i64>()) {
        prop_assert_eq!(unsigned(&number.to_string()), [Some(number); 5]);
        prop_assert_eq!(unsigned(&format!("\"{number}\"")), [Some(number); 5]);
        prop_assert_eq!(signed(&index.to_string()), Some(index));
        prop_assert_eq!(signed(&format!("\"{index}\"")), Some(index));
    }

    #[test]
    fn a_text_that_is_not_how_a_number_prints_is_none(text in digits()) {
        let json = to_text(&text);
        let as_unsigned = text.parse::<u64>().ok().filter(|number| number.to_string() == text);
        prop_assert_eq!(unsigned(&json), [as_unsigned; 5], "{}", text);
        let as_signed = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
        prop_assert_eq!(signed(&json), as_signed, "{}", text);
    }

    #[test]
    fn a_fraction_is_no_integer(number in any::<f64>().prop_filter("JSON", |f| f.is_finite())) {
        // Written with a point or an exponent, however integral.
        prop_assert_eq!(unsigned(&to_text(&number)), [None; 5]);
        prop_assert_eq!(signed(&to_text(&number)), None);
    }
}

// ---- open values --------------------------------------------------------------------------------

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The spellings of the documents, with the case of each letter at random, and other texts.
fn spelling() -> impl Strategy<Value = String> {
    let listed = [
        "RESTAPI",
        "Web",
        "Android",
        "iOS",
        "Windows",
        "Mac",
        "macOS",
        "iPad",
        "Linux",
        "Unknown",
        "Unkown",
        "Public",
        "Private",
        "Work",
        "ChatRoom",
        "Meeting",
        "AVChatRoom",
        "BChatRoom",
        "Community",
        "Live",
        "High",
        "Normal",
        "Low",
        "Lowest",
    ];
    let recased =
        (proptest::sample::select(listed.to_vec()), any::<u64>()).prop_map(|(name, bits)| {
            let recase = |(at, c): (usize, char)| {
                if bits >> at & 1 == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
            };
            name.chars().enumerate().map(recase).collect()
        });
    prop_oneof![
        2 => proptest::sample::select(listed.to_vec()).prop_map(str::to_owned),
        4 => recased,
        1 => text(),
    ]
}

proptest! {
    #[test]
    fn an_open_value_goes_out_as_it_came_in(text in spelling(), other in spelling()) {
        macro_rules! check {
            ($($kind:ident),+) => {$({
                let (value, another) = ($kind::from(text.as_str()), $kind::from(other.as_str()));
                prop_assert_eq!(value.as_str(), &text);
                prop_assert_eq!(value.to_string(), text.as_str());
                prop_assert_eq!(to_text(&value), to_text(&text));
                round_trip(&value)?;
                let read: $kind = serde_json::from_str(&to_text(&text)).unwrap();
                prop_assert_eq!(read.as_str(), &text);
                prop_assert_eq!(value == another, another == value);
                prop_assert!(value == value.clone());
                if value == another {
                    prop_assert_eq!(hash(&value), hash(&another));
                }
            })+};
        }
        check!(Platform, GroupType, MsgPriority);
    }

    #[test]
    fn group_types_and_priorities_are_equal_when_their_texts_are(a in spelling(), b in spelling()) {
        prop_assert_eq!(GroupType::from(a.as_str()) == GroupType::from(b.as_str()), a == b);
        prop_assert_eq!(MsgPriority::from(a.as_str()) == MsgPriority::from(b.as_str()), a == b);
    }

    #[test]
    fn platforms_are_equal_when_they_are_one_kind_or_one_text(a in spelling(), b in spelling()) {
        let (one, other) = (Platform::from(a.as_str()), Platform::from(b.as_str()));
        let same_kind = one.kind().is_some() && one.kind() == other.kind();
        prop_assert_eq!(one == other, same_kind || a == b);
        let recased = Platform::from(a.to_ascii_uppercase().as_str());
        prop_assert_eq!(recased.kind(), one.kind());
    }
}
