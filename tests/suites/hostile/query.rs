//! Parameters of the URL: wrong, twice, empty, at odds with one another.

use libtest_mimic::Trial;
use serde_json::json;
use tim_callback::auth::AuthError;
use tim_callback::query::{CallbackQuery, IncomingError, QueryError, QueryParam};
use tim_callback::{Policies, Receiver, Verifier};

use crate::case::{case, escaped, let_in, same};
use crate::refusal::{Refusal, refused};
use crate::sign::signed;
use crate::support::{SIGN_XXXXYYYY, TIME};

/// Every documented parameter, with a value that is fine.
const PARAMS: [(QueryParam, &str); 8] = [
    (QueryParam::SdkAppId, "1400000000"),
    (QueryParam::CallbackCommand, "x"),
    (QueryParam::ContentType, "json"),
    (QueryParam::ClientIp, "127.0.0.1"),
    (QueryParam::OptPlatform, "iOS"),
    (QueryParam::Sign, SIGN_XXXXYYYY),
    (QueryParam::RequestTime, "1669872112"),
    (QueryParam::RequestId, "8d7f6e7a"),
];

fn all() -> String {
    PARAMS.map(|(param, value)| format!("{param}={value}")).join("&")
}

/// All of them but this one.
fn all_but(without: QueryParam) -> String {
    let rest = PARAMS.iter().filter(|(param, _)| *param != without);
    rest.map(|(param, value)| format!("{param}={value}")).collect::<Vec<_>>().join("&")
}

pub fn cases(trials: &mut Vec<Trial>) {
    twice(trials);
    missing(trials);
    wrong(trials);
    strange(trials);
    unknown_commands(trials);
}

type Respell = fn(&str) -> String;

fn twice(trials: &mut Vec<Trial>) {
    let spellings: [(&str, Respell); 5] = [
        ("as_usual", str::to_owned),
        ("lower", str::to_lowercase),
        ("upper", str::to_uppercase),
        ("swapped", |name| {
            let swap = |c: char| {
                if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
            };
            name.chars().map(swap).collect()
        }),
        ("encoded", |name| escaped(name)),
    ];
    for (param, value) in PARAMS {
        for (spelling, respell) in spellings {
            let name = respell(param.name());
            for (what, again) in [("same", value), ("other", "7"), ("empty", "")] {
                let duplicate = || QueryError::Duplicate(param);
                let behind = format!("{}&{name}={again}", all());
                let case = format!("query::twice::{param}_{spelling}_{what}");
                refused(trials, case.clone() + "_behind", behind, duplicate(), 400);
                let before = format!("{name}={again}&{}", all());
                refused(trials, case + "_in_front", before, duplicate(), 400);
            }
        }
    }
    let thrice = format!("{}&Sign=a&Sign=b", all());
    refused(trials, "query::twice::thrice", thrice, QueryError::Duplicate(QueryParam::Sign), 400);
    let own = format!("{}&a=1&a=2&A=3&a", all());
    let_in(trials, "query::twice::own_parameters_may", own);
}

fn missing(trials: &mut Vec<Trial>) {
    for param in [QueryParam::SdkAppId, QueryParam::CallbackCommand] {
        let missing = || QueryError::Missing(param);
        let without = all_but(param);
        for (name, query) in [
            ("absent", without.clone()),
            ("empty", format!("{without}&{param}=")),
            ("bare", format!("{without}&{param}")),
            ("in_a_list", format!("{without}&{param}[]=1")),
            ("with_a_blank", format!("{without}&{param}%20=1")),
            ("behind_a_question_mark", format!("?{param}=1&{without}")),
            ("behind_html_escape", format!("{without}&amp;{param}=1")),
            ("behind_a_semicolon", format!("{without};{param}=1")),
        ] {
            let query = query.trim_end_matches('\n').to_owned();
            refused(trials, format!("query::missing::{param}_{name}"), query, missing(), 400);
        }
    }
    for (name, query) in [
        ("nothing", ""),
        ("ampersands", "&&&&"),
        ("equals", "="),
        ("only_equals", "====&=="),
        ("a_question_mark", "?"),
        ("json", "{\"SdkAppid\":1}"),
        ("slashes", "../../etc/passwd"),
    ] {
        let missing = QueryError::Missing(QueryParam::SdkAppId);
        refused(trials, format!("query::missing::all_of_{name}"), query.to_owned(), missing, 400);
    }
    // What is not required may be absent or empty.
    for param in [
        QueryParam::ContentType,
        QueryParam::ClientIp,
        QueryParam::OptPlatform,
        QueryParam::RequestId,
    ] {
        let_in(trials, format!("query::optional::{param}_absent"), all_but(param));
        let empty = format!("{}&{param}=", all_but(param));
        let_in(trials, format!("query::optional::{param}_empty"), empty);
    }
}

fn wrong(trials: &mut Vec<Trial>) {
    for (name, value) in [
        ("negative", "-1400000000"),
        ("plus", "%2B1400000000"),
        ("blank", "+1400000000"),
        ("blank_behind", "1400000000+"),
        ("tab_behind", "1400000000%09"),
        ("fraction", "1400000000.0"),
        ("exponent", "14e8"),
        ("hex", "0x53724e00"),
        ("octal", "0o12334447000"),
        ("underscores", "1_400_000_000"),
        ("commas", "1,400,000,000"),
        ("list", "1400000000,7"),
        ("overflow", "18446744073709551616"),
        ("wraps_to_ours", "18446744075109551616"),
        ("many_digits", &"1".repeat(400)),
        ("full_width", "\u{ff11}\u{ff14}00000000"),
        ("arabic", "\u{661}\u{664}"),
        ("superscript", "\u{b9}"),
        ("roman", "\u{2168}"),
        ("nul_behind", "1400000000%00"),
        ("words", "ours"),
        ("null", "null"),
        ("quoted", "\"1400000000\""),
        ("sql", "1400000000'--"),
        ("equals_behind", "1400000000="),
        ("leading_zero", "01400000000"),
        ("leading_zeros", "00001400000000"),
    ] {
        let query = format!("{}&SdkAppid={value}", all_but(QueryParam::SdkAppId));
        let not = QueryError::NotANumber(QueryParam::SdkAppId);
        refused(trials, format!("query::app::{name}"), query, not, 400);
    }

    for kind in [
        "xml",
        "jso",
        "jsonp",
        "json%20",
        "+json",
        "application/json",
        "json;charset=utf-8",
        "%00",
        "0",
        "ｊson",
        "json,json",
    ] {
        let query = format!("{}&contenttype={kind}", all_but(QueryParam::ContentType));
        refused(
            trials,
            format!("query::contenttype::{kind}"),
            query,
            IncomingError::ContentType,
            415,
        );
    }
    for kind in ["JSON", "Json", "jSoN", "%6Ason"] {
        let query = format!("{}&contenttype={kind}", all_but(QueryParam::ContentType));
        let_in(trials, format!("query::contenttype::{kind}"), query);
    }
}

fn strange(trials: &mut Vec<Trial>) {
    // An address or a platform that is none is kept, not refused.
    for (name, param, value) in [
        ("no_address", QueryParam::ClientIp, "not an address"),
        ("address_out_of_range", QueryParam::ClientIp, "256.256.256.256"),
        ("address_and_port", QueryParam::ClientIp, "127.0.0.1:80"),
        ("address_in_brackets", QueryParam::ClientIp, "[::1]"),
        ("address_with_line_ends", QueryParam::ClientIp, "127.0.0.1\r\nX-Evil: 1"),
        ("platform_with_nul", QueryParam::OptPlatform, "iOS\0"),
        ("platform_of_many_letters", QueryParam::OptPlatform, &"i".repeat(10_000)),
        ("id_with_markup", QueryParam::RequestId, "<script>"),
    ] {
        let query = CallbackQuery::new(crate::support::APP, "x").with(param, value);
        let (query, value) = (query.to_query_string(), value.to_owned());
        trials.push(case(format!("query::strange::{name}"), move || {
            let read = CallbackQuery::parse(&query).map_err(|error| error.to_string())?;
            same(name, &read.get(param).map(str::to_owned), &Some(value))?;
            same(name, &read.client_addr(), &None)?;
            same(name, &read.platform().and_then(|platform| platform.kind()), &None)
        }));
    }
    for (name, more) in [
        ("empty_pairs", "&&&&&"),
        ("nameless_value", "&=x"),
        ("nameless_values", "&=x&=y"),
        ("many_equals", "&a====b"),
        ("list_syntax", "&Sign[]=x&Sign[0]=y"),
        ("dotted_sign", "&Sign.x=1"),
        ("prototype", "&__proto__=x&constructor=y"),
        ("near_names", "&Signs=x&_Sign=x&SdkAppids=7&Sdk_Appid=7"),
        ("sign_in_a_value", "&a=Sign"),
    ] {
        let_in(trials, format!("query::strange::{name}"), format!("{}{more}", all()));
    }
    let long = 65536 - all().len() - "&a=".len();
    let_in(trials, "query::long::at_the_limit", format!("{}&a={}", all(), "x".repeat(long)));
    for (name, over) in [("by_one", 1), ("by_a_megabyte", 1 << 20)] {
        let query = format!("{}&a={}", all(), "x".repeat(long + over));
        let too_long = Refusal::TooLong { size: 65536 + over, limit: 65536 };
        refused(trials, format!("query::long::over_the_limit_{name}"), query, too_long, 400);
    }
    let many = (65536 - all().len()) / "&a".len();
    let_in(trials, "query::long::all_names", format!("{}{}", all(), "&a".repeat(many)));
    let_in(
        trials,
        "query::long::all_ampersands",
        format!("{}{}", all(), "&".repeat(65536 - all().len())),
    );
    let escapes = (65536 - all().len() - "&a=".len()) / "%25".len();
    let_in(trials, "query::long::all_escapes", format!("{}&a={}", all(), "%25".repeat(escapes)));
    let stolen = signed(SIGN_XXXXYYYY, "1669872112") + "&sdkappid=7";
    let twice = QueryError::Duplicate(QueryParam::SdkAppId);
    refused(trials, "query::conflict::a_second_app", stolen, twice, 400);
    let shadow = "SdkAppid=7&CallbackCommand=x&sdkAppId%20=1400000000".to_owned();
    refused(trials, "query::conflict::a_near_app", shadow, AuthError::WrongApp(7.into()), 403);
}

/// A name that is not exactly a command's is none: it is answered by policy, never decoded.
fn unknown_commands(trials: &mut Vec<Trial>) {
    let long = "Before".repeat(9000);
    for (name, command, before) in [
        ("lower_case", "group.callbackbeforesendmsg", true),
        ("upper_case", "GROUP.CALLBACKBEFORESENDMSG", true),
        ("blank_behind", "Group.CallbackBeforeSendMsg ", true),
        ("blank_in_front", " Group.CallbackBeforeSendMsg", true),
        ("nul_behind", "Group.CallbackBeforeSendMsg\0", true),
        ("half", "Group.CallbackBefore", true),
        ("no_family", "CallbackBeforeSendMsg", true),
        ("two", "Group.CallbackBeforeSendMsg,Group.CallbackAfterSendMsg", true),
        ("full_stop_of_another_script", "Group\u{3002}CallbackBeforeSendMsg", true),
        ("look_alike", "Gr\u{43e}up.CallbackBeforeSendMsg", true),
        ("dot", ".", false),
        ("path", "../Group.CallbackAfterSendMsg", false),
        ("prev", "Sns.CallbackPrevNew", true),
        ("long", &long, true),
    ] {
        for (policies, policy) in
            [(Policies::fail_open(), "open"), (Policies::fail_closed(), "closed")]
        {
            let query = CallbackQuery::new(crate::support::APP, command).to_query_string();
            let code = u32::from(before && policy == "closed");
            trials.push(case(format!("query::command::{name}_{policy}"), move || {
                let verifier = Verifier::unchecked_for_logs_and_tests();
                let receiver = Receiver::builder(verifier, policies).build().expect("none");
                let reply = receiver.receive_at(&query, b"\xff not JSON".as_slice(), TIME);
                let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
                let wanted = json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": code});
                same(&query, &(reply.status, answer), &(200, wanted))
            }));
        }
    }
}
