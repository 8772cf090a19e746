//! The first stage: what a query string may look like, and what makes it unreadable.

use std::net::IpAddr;

use tim_callback::query::{
    CallbackQuery, DEFAULT_BODY_LIMIT, IncomingError, QueryError, QueryParam,
};
use tim_callback::value::PlatformKind;
use tim_callback::{CallbackCommand, Error, Incoming, SdkAppId};

const DOCUMENTED: &str = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg\
    &contenttype=json&ClientIP=127.0.0.1&OptPlatform=iOS&Sign=ab&RequestTime=1669872112";
const CAPTURED: &str = "CallbackCommand=Group.CallbackBeforeSendMsg&ClientIP=127.0.0.1\
    &OptPlatform=iOS&RequestID=2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c&RequestTime=1669872112\
    &SdkAppid=1400000000&Sign=ab&contenttype=json";
const LEAST: &str = "SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg";

fn parse(query: &str) -> CallbackQuery {
    CallbackQuery::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

fn least_and(rest: &str) -> Result<CallbackQuery, QueryError> {
    CallbackQuery::parse(&format!("{LEAST}&{rest}"))
}

#[test]
fn every_documented_parameter_is_read_in_either_order() {
    for query in [DOCUMENTED, CAPTURED] {
        let query = parse(query);
        assert_eq!(query.sdk_app_id(), SdkAppId::new(1400000000));
        assert_eq!(query.command(), Some(CallbackCommand::GroupBeforeSendMsg));
        assert_eq!(query.known_command(), Ok(CallbackCommand::GroupBeforeSendMsg));
        assert_eq!(query.command_name(), "Group.CallbackBeforeSendMsg");
        assert_eq!(query.get(QueryParam::ContentType), Some("json"));
        assert_eq!(query.client_ip(), Some("127.0.0.1"));
        assert_eq!(query.client_addr(), Some(IpAddr::from([127, 0, 0, 1])));
        assert_eq!(query.platform().and_then(|p| p.kind()), Some(PlatformKind::Ios));
        assert_eq!(query.get(QueryParam::Sign), Some("ab"));
        assert_eq!(query.request_time(), Some("1669872112"));
        assert_eq!(query.custom_params().count(), 0);
    }
    assert_eq!(parse(CAPTURED).request_id(), Some("2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c"));
    assert_eq!(parse(DOCUMENTED).request_id(), None);
}

#[test]
fn app_and_command_are_all_that_must_be_there() {
    let query = parse(LEAST);
    assert_eq!(query.sdk_app_id(), SdkAppId::new(1400000000));
    for absent in [
        QueryParam::ContentType,
        QueryParam::ClientIp,
        QueryParam::OptPlatform,
        QueryParam::Sign,
        QueryParam::RequestTime,
        QueryParam::RequestId,
    ] {
        assert_eq!(query.get(absent), None, "{absent}");
    }
    assert_eq!(query.platform(), None);
    assert_eq!(query.client_addr(), None);
}

#[test]
fn an_absent_or_empty_app_or_command_is_an_error() {
    for (query, missing) in [
        ("", QueryParam::SdkAppId),
        ("CallbackCommand=State.StateChange", QueryParam::SdkAppId),
        ("SdkAppid=&CallbackCommand=State.StateChange", QueryParam::SdkAppId),
        ("SdkAppid&CallbackCommand=State.StateChange", QueryParam::SdkAppId),
        ("SdkAppid=1400000000", QueryParam::CallbackCommand),
        ("SdkAppid=1400000000&CallbackCommand=", QueryParam::CallbackCommand),
    ] {
        assert_eq!(CallbackQuery::parse(query), Err(QueryError::Missing(missing)), "{query}");
    }
}

#[test]
fn an_error_names_the_parameter_as_urls_spell_it() {
    for (query, name) in [
        ("callbackcommand=x", "SdkAppid"),
        ("sdkappid=1", "CallbackCommand"),
        ("sdkappid=1&callbackcommand=x&sign=a&SIGN=b", "Sign"),
        ("sdkappid=1&callbackcommand=x&requesttime=now", "RequestTime"),
    ] {
        let shown = CallbackQuery::parse(query).unwrap_err().to_string();
        assert!(shown.split(' ').any(|word| word.trim_end_matches(':') == name), "{shown}");
    }
}

#[test]
fn documented_names_are_compared_without_case() {
    for (query, param, value) in [
        ("SDKAppID=1400000000&CallbackCommand=x", QueryParam::SdkAppId, "1400000000"),
        ("SdkAppId=1400000000&callbackcommand=x", QueryParam::CallbackCommand, "x"),
        ("sdkappid=1&CallbackCommand=x&ContentType=json", QueryParam::ContentType, "json"),
        ("sdkappid=1&CallbackCommand=x&clientip=::1", QueryParam::ClientIp, "::1"),
        ("sdkappid=1&CallbackCommand=x&optplatform=Web", QueryParam::OptPlatform, "Web"),
        ("sdkappid=1&CallbackCommand=x&SIGN=ab", QueryParam::Sign, "ab"),
        ("sdkappid=1&CallbackCommand=x&requesttime=7", QueryParam::RequestTime, "7"),
        ("sdkappid=1&CallbackCommand=x&RequestId=r", QueryParam::RequestId, "r"),
    ] {
        let query = parse(query);
        assert_eq!(query.get(param), Some(value), "{param}");
        assert_eq!(query.custom_params().count(), 0, "{param}");
    }
}

#[test]
fn command_names_are_compared_with_case() {
    let query = parse("SdkAppid=1&CallbackCommand=group.callbackbeforesendmsg");
    assert_eq!(query.command(), None);
    assert_eq!(query.command_name(), "group.callbackbeforesendmsg");
    assert_eq!(query.known_command().unwrap_err().name(), "group.callbackbeforesendmsg");
}

#[test]
fn a_documented_parameter_that_stands_twice_is_an_error() {
    for (rest, param) in [
        ("SdkAppid=1400000000", QueryParam::SdkAppId),
        ("sdkappid=1400000001", QueryParam::SdkAppId),
        ("callbackCommand=Group.CallbackAfterSendMsg", QueryParam::CallbackCommand),
        ("Sign=a&Sign=b", QueryParam::Sign),
        ("Sign=a&sign=b", QueryParam::Sign),
        ("Sign=a&%53ign=b", QueryParam::Sign),
        ("Sign=&Sign=b", QueryParam::Sign),
        ("RequestTime=1&RequestTime=1", QueryParam::RequestTime),
        ("RequestID=1&RequestId=1", QueryParam::RequestId),
        ("contenttype=json&contenttype=json", QueryParam::ContentType),
        ("ClientIP=1.1.1.1&ClientIP=2.2.2.2", QueryParam::ClientIp),
        ("OptPlatform=Web&OptPlatform=Mac", QueryParam::OptPlatform),
    ] {
        assert_eq!(least_and(rest), Err(QueryError::Duplicate(param)), "{rest}");
    }
}

#[test]
fn the_apps_own_parameters_are_all_kept_in_order() {
    let query = least_and("tenant=42&Tenant=43&tenant=44&flag&empty=&a=b=c&=nameless").unwrap();
    let own: Vec<_> = query.custom_params().collect();
    assert_eq!(
        own,
        [
            ("tenant", "42"),
            ("Tenant", "43"),
            ("tenant", "44"),
            ("flag", ""),
            ("empty", ""),
            ("a", "b=c"),
            ("", "nameless"),
        ]
    );
    assert_eq!(query.custom_param("tenant"), Some("42"));
    assert_eq!(query.custom_param("Tenant"), Some("43"));
    assert_eq!(query.custom_param("TENANT"), None);
    assert_eq!(query.custom_param("SdkAppid"), None);
}

#[test]
fn escapes_and_plus_signs_are_decoded_as_in_forms() {
    for (written, read) in [
        ("a%20b", "a b"),
        ("a+b", "a b"),
        ("a%2Bb", "a+b"),
        ("%e4%BD%A0", "你"),
        ("a%26b%3Dc", "a&b=c"),
        ("100%", "100%"),
        ("%zz%4", "%zz%4"),
        ("%2541", "%41"),
    ] {
        let query = least_and(&format!("own={written}")).unwrap();
        assert_eq!(query.custom_param("own"), Some(read), "{written}");
    }
    let query = parse("SdkAppid=%31400000000&Callback%43ommand=Group%2ECallbackAfterSendMsg&o=+");
    assert_eq!(query.sdk_app_id(), SdkAppId::new(1400000000));
    assert_eq!(query.command(), Some(CallbackCommand::GroupAfterSendMsg));
    assert_eq!(query.custom_param("o"), Some(" "));
}

#[test]
fn what_is_not_utf8_once_decoded_is_an_error_at_its_place() {
    for query in ["own=%FF", "a=b&%C3=x"] {
        let error = CallbackQuery::parse(query).unwrap_err();
        assert!(matches!(error, QueryError::NotUtf8 { position: 4, .. }), "{query}: {error}");
    }
}

#[test]
fn blank_pairs_are_skipped() {
    let query = parse(&format!("&&{LEAST}&&own=1&"));
    assert_eq!(query.custom_params().collect::<Vec<_>>(), [("own", "1")]);
}

#[test]
fn numbers_are_plain_ascii_digits_within_64_bits() {
    let other_digits = ["\u{665}", "\u{ff15}"];
    let zeros = ["05", "00", "0001669872112"];
    let others = ["+5", "-5", "5.0", "0x5", "%205", "5%20", "5+", "18446744073709551616"];
    for bad in others.into_iter().chain(zeros).chain(other_digits) {
        let query = format!("SdkAppid={bad}&CallbackCommand=x");
        let error = QueryError::NotANumber(QueryParam::SdkAppId);
        assert_eq!(CallbackQuery::parse(&query), Err(error), "SdkAppid {bad}");
        let error = QueryError::NotANumber(QueryParam::RequestTime);
        assert_eq!(least_and(&format!("RequestTime={bad}")), Err(error), "RequestTime {bad}");
    }
    let largest = parse("SdkAppid=18446744073709551615&CallbackCommand=x");
    assert_eq!(largest.sdk_app_id(), SdkAppId::new(u64::MAX));
    let zero = parse("SdkAppid=0&CallbackCommand=x&RequestTime=0");
    assert_eq!((zero.sdk_app_id(), zero.request_time()), (SdkAppId::new(0), Some("0")));
}

#[test]
fn the_content_type_must_be_json_where_it_is_given() {
    let incoming = |rest: &str| {
        Incoming::new(&format!("{LEAST}&{rest}"), b"".as_slice())
            .map(|incoming| incoming.query().get(QueryParam::ContentType).map(str::to_owned))
    };
    for fine in ["contenttype=json", "contenttype=JSON", "CONTENTTYPE=Json", "contenttype="] {
        assert!(incoming(fine).is_ok(), "{fine}");
    }
    for bad in ["xml", "json%20", "application/json"] {
        let rest = format!("contenttype={bad}");
        assert_eq!(incoming(&rest), Err(IncomingError::ContentType), "{bad}");
        // The query can be read: what is refused can still be answered as its command demands.
        let read = least_and(&rest).unwrap();
        assert_eq!(read.command(), Some(CallbackCommand::GroupBeforeSendMsg), "{bad}");
    }
}

#[test]
fn an_address_may_be_ipv6_empty_or_none_at_all() {
    let v6 = least_and("ClientIP=2001:db8::1").unwrap();
    assert_eq!(v6.client_addr(), "2001:db8::1".parse().ok());
    let empty = least_and("ClientIP=&OptPlatform=").unwrap();
    assert_eq!((empty.client_ip(), empty.client_addr(), empty.platform()), (None, None, None));
    let none = least_and("ClientIP=unknown").unwrap();
    assert_eq!((none.client_ip(), none.client_addr()), (Some("unknown"), None));
}

#[test]
fn spellings_of_a_platform_are_one_kind_and_stay_as_they_came() {
    for (spelling, kind) in [
        ("RESTAPI", Some(PlatformKind::RestApi)),
        ("iOS", Some(PlatformKind::Ios)),
        ("IOS", Some(PlatformKind::Ios)),
        ("iOs", Some(PlatformKind::Ios)),
        ("Mac", Some(PlatformKind::Mac)),
        ("macOS", Some(PlatformKind::Mac)),
        ("IPad", Some(PlatformKind::Ipad)),
        ("Unknown", Some(PlatformKind::Unknown)),
        ("Unkown", Some(PlatformKind::Unknown)),
        ("Watch", None),
    ] {
        let platform = least_and(&format!("OptPlatform={spelling}")).unwrap().platform().unwrap();
        assert_eq!(platform.kind(), kind, "{spelling}");
        assert_eq!(platform.as_str(), spelling);
    }
}

#[test]
fn a_query_longer_than_any_url_is_not_read() {
    let limit = 64 << 10;
    let fits = format!("{LEAST}&own={}", "x".repeat(limit - LEAST.len() - "&own=".len()));
    assert_eq!(fits.len(), limit);
    assert!(CallbackQuery::parse(&fits).is_ok());
    let error = CallbackQuery::parse(&format!("{fits}x")).unwrap_err();
    let QueryError::TooLong { size, limit: told, .. } = error else { panic!("{error}") };
    assert_eq!((size, told), (limit + 1, limit));
}

#[test]
fn a_query_that_was_built_reads_back_as_what_was_put_in() {
    let built = CallbackQuery::new(SdkAppId::new(1400000000), "Group.CallbackAfterSendMsg")
        .with(QueryParam::ClientIp, "10.0.0.1")
        .with(QueryParam::ClientIp, "::1")
        .with(QueryParam::RequestTime, "1669872112")
        .with_custom_param("a&b", "c=d e+f%20é")
        .with_custom_param("a&b", "");
    let read = parse(&built.to_query_string());
    assert_eq!(read.command(), Some(CallbackCommand::GroupAfterSendMsg));
    assert_eq!(read.client_ip(), Some("::1"));
    assert_eq!(read.request_time(), Some("1669872112"));
    assert_eq!(read.custom_params().collect::<Vec<_>>(), [("a&b", "c=d e+f%20é"), ("a&b", "")]);
    assert_eq!(read.to_query_string(), built.to_query_string());
}

#[test]
fn queries_that_say_the_same_are_equal() {
    let built = CallbackQuery::new(SdkAppId::new(1400000000), "Group.CallbackAfterSendMsg");
    assert_eq!(parse(&built.to_query_string()), built, "built and read");
    let other_order = "contenttype=json&CallbackCommand=Group.CallbackAfterSendMsg\
        &SdkAppid=1400000000";
    assert_eq!(parse(other_order), parse(&built.to_query_string()), "order means nothing");
    assert_ne!(parse(LEAST), least_and("own=1").unwrap(), "one parameter more");
    assert_ne!(parse(LEAST), least_and("Sign=ab").unwrap(), "Sign");
}

#[test]
fn debug_shows_no_signature() {
    let query = least_and("Sign=5ec5e7&tenant=42").unwrap();
    let shown = format!("{query:?}");
    assert!(!shown.contains("5ec5e7"), "{shown}");
    assert!(shown.contains("Sign") && shown.contains("tenant"), "{shown}");
    let incoming = Incoming::new("SdkAppid=1&CallbackCommand=x&Sign=5ec5e7", b"a text".to_vec());
    let shown = format!("{:?}", incoming.unwrap());
    assert!(!shown.contains("5ec5e7") && !shown.contains("a text"), "{shown}");
    assert!(shown.contains("SdkAppid") && shown.contains("body: 6 bytes"), "{shown}");
}

#[test]
fn a_body_is_taken_up_to_the_limit_and_no_further() {
    let body = vec![b' '; DEFAULT_BODY_LIMIT + 1];
    assert!(Incoming::new(LEAST, &body[1..]).is_ok());
    let error = Incoming::new(LEAST, body.as_slice()).unwrap_err();
    assert_eq!(too_large(&error), Some((DEFAULT_BODY_LIMIT + 1, DEFAULT_BODY_LIMIT)));

    assert!(Incoming::with_body_limit(LEAST, b"12345".as_slice(), 5).is_ok());
    let error = Incoming::with_body_limit(LEAST, b"123456".as_slice(), 5).unwrap_err();
    assert_eq!(too_large(&error), Some((6, 5)));
}

/// A body's size and its limit.
fn too_large(error: &IncomingError) -> Option<(usize, usize)> {
    let IncomingError::BodyTooLarge { size, limit, .. } = error else { return None };
    Some((*size, *limit))
}

#[test]
fn every_error_of_the_stage_has_its_http_status() {
    let of_query = |query: &str| Error::from(Incoming::new(query, b"".as_slice()).unwrap_err());
    for (query, status) in [
        ("", 400),
        ("SdkAppid=1&SdkAppid=1", 400),
        ("SdkAppid=x&CallbackCommand=x", 400),
        ("own=%FF", 400),
        ("SdkAppid=1&CallbackCommand=x&contenttype=xml", 415),
    ] {
        assert_eq!(of_query(query).status(), status, "{query}");
    }
    let too_large = Incoming::with_body_limit(LEAST, b"12".as_slice(), 1).unwrap_err();
    assert_eq!(Error::from(too_large).status(), 413);
}
