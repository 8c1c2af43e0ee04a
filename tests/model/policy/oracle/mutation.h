// A wrong reading for each rule (research R1 to R59): what the cases and the random lines must notice.
#pragma once

#include <string>
#include <vector>

namespace iamirror::oracle {

enum class Mutation {
    none,
    r1_old_version_has_variables,
    r2_only_first_of_an_array,
    r3_effect_in_any_case,
    r4_deny_without_conditions,
    r5_unknown_operator_holds,
    r6_action_is_case_sensitive,
    r7_any_action_on_any_resource,
    r8_star_stops_at_slash,
    r9_star_crosses_colons,
    r10_not_resource_is_any,
    r11_substituted_star_is_wild,
    r12_negated_needs_a_value,
    r13_negated_values_are_any,
    r14_negated_missing_is_false,
    r15_if_exists_missing_is_false,
    r16_for_all_missing_is_false,
    r17_string_equals_ignores_case,
    r17_less_than_or_equal_is_less,
    r17_date_is_text,
    r17_network_is_address,
    r17_arn_is_one_text,
    r15_null_is_reversed,
    r18_keys_are_case_sensitive,
    r19_principal_arn_is_session,
    r20_unknown_is_absent,
    r21_principal_has_wildcards,
    r22_role_is_not_its_sessions,
    r23_unique_id_is_anybody,
    r24_account_exempts,
    r24_boundary_does_not_matter,
    r25_everyone_grant_is_bounded,
    r26_group_is_a_principal,
    r27_root_needs_a_policy,
    r28_linked_role_under_scp,
    r29_boundary_deny_is_lost,
    r30_one_level_suffices,
    r31_rcp_spares_foreigners,
    r32_key_policy_not_needed,
    r33_user_grant_is_bounded,
    r34_role_grant_is_unbounded,
    r35_session_grant_is_bounded,
    r36_account_grants_directly,
    r37_boundary_gives,
    r38_session_policy_gives,
    r39_endpoint_is_ignored,
    r40_everyone_needs_no_identity,
    r41_session_unbounded_across,
    r42_trust_of_account_suffices,
    r43_bucket_is_always_ours,
    r44_bucket_policy_gives_foreign_object,
    r45_acls_are_ignored,
    r46_restrict_is_ignored,
    r47_wildcard_value_is_fixed,
    r48_access_point_alone_allows,
    r49_only_the_access_point_arn,
    r50_s3_means_its_relatives,
    r51_missing_tag_is_any,
    r52_data_access_is_get_object,
    r53_list_reads,
    r54_s3_decrypts,
    r55_get_object_reads_versions,
    r56_arn_like_has_no_wildcards,
    r57_session_has_no_boundary,
    r58_tags_do_not_arrive,
    r59_federated_is_fixed,
};

struct Misreading {
    Mutation mutation;
    std::string rule;       // "R14"
    std::string text;       // the wrong reading, in words
    bool is_random = true;  // whether random lines hold what shows it
};

std::vector<Misreading> misreadings();

}  // namespace iamirror::oracle
