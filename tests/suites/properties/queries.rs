//! Queries: built, printed and parsed, and what any text is as one.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tim_callback::SdkAppId;
use tim_callback::query::{CallbackQuery, QueryParam};

use crate::support::APP;
use crate::values::{maybe_number, maybe_text, number, text};

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
            query = query.with_custom_param(name, value);
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
        prop_assert_eq!(parsed.custom_params().collect::<Vec<_>>(), wanted);
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
