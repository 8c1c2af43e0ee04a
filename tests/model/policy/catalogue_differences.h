// Where AWS's own policies, as published with their actions on 2026-08-25 or shortly before, and the catalogue differ.
// All of it is the catalogue's date: a release of its source of 2026-08-25 has none of `newer`, and the only action
// that the published lists have and it has not is the one of `gone`.
#pragma once

#include <string_view>

namespace iamirror::testing {

struct DifferingAction {
    std::string_view action;
    int policies;  // how many of the published policies name it
};

// AWS documented them after the lists were made.
inline constexpr DifferingAction newer[] = {
    {"cloudwatch:GetAccessGrant", 2},
    {"cloudwatch:GetAccessProfile", 2},
    {"cloudwatch:GetAgentGraph", 2},
    {"cloudwatch:GetAlert", 2},
    {"cloudwatch:GetContextGraph", 2},
    {"cloudwatch:GetDomain", 2},
    {"cloudwatch:GetDomainAccessGrantForOrganization", 2},
    {"cloudwatch:GetDomainForOrganization", 2},
    {"cloudwatch:GetIngestionEndpoint", 2},
    {"cloudwatch:GetIntegration", 2},
    {"cloudwatch:GetIntelligenceConfiguration", 2},
    {"cloudwatch:GetOmniDashboard", 2},
    {"cloudwatch:GetOmniThread", 2},
    {"cloudwatch:GetPreferences", 2},
    {"cloudwatch:GetRecords", 2},
    {"cloudwatch:GetSpace", 2},
    {"cloudwatch:GetSpaceCredentials", 2},
    {"cloudwatch:GetSpaceCredentialsForOrganization", 2},
    {"cloudwatch:GetTelemetryQueryResults", 2},
    {"cloudwatch:GetView", 2},
    {"cloudwatch:ListAccessGrants", 2},
    {"cloudwatch:ListAccessProfiles", 2},
    {"cloudwatch:ListAlertContributors", 2},
    {"cloudwatch:ListAlerts", 2},
    {"cloudwatch:ListDomainAccessGrantsForOrganization", 2},
    {"cloudwatch:ListDomains", 2},
    {"cloudwatch:ListIngestionEndpoints", 2},
    {"cloudwatch:ListIntegrations", 2},
    {"cloudwatch:ListOmniDashboards", 2},
    {"cloudwatch:ListOmniThreads", 2},
    {"cloudwatch:ListSpaceAccess", 2},
    {"cloudwatch:ListSpaces", 2},
    {"cloudwatch:ListSpacesForOrganization", 2},
    {"cloudwatch:ListTelemetryFields", 2},
    {"cloudwatch:ListTelemetryQuerySessions", 2},
    {"cloudwatch:ListViews", 2},
    {"cloudwatch:PutIntelligenceConfiguration", 1},
    {"codecommit:GetBlobDifferences", 2},
    {"connect:CreateExtractionDefinition", 1},
    {"connect:DeleteExtractionDefinition", 1},
    {"connect:DescribeExtractionDefinition", 1},
    {"connect:GetCrossRegionRouting", 1},
    {"connect:ListEvaluationFormAIVersions", 1},
    {"connect:ListExtractionDefinitions", 1},
    {"connect:ListSecurityProfileAIAgents", 1},
    {"connect:UpdateCrossRegionRouting", 1},
    {"connect:UpdateExtractionDefinition", 1},
    {"datazone:GetDataApp", 1},
    {"datazone:ListAgentArtifacts", 1},
    {"datazone:ListAgentSessionRecords", 1},
    {"datazone:ListDataApps", 1},
    {"datazone:ListSharedDataApps", 1},
    {"ec2:BatchModifyIpamRoutingPolicyRegistrations", 1},
    {"ec2:CreateIpamInternetRegistryAssociation", 1},
    {"ec2:CreateIpamRoutingPolicyRegistration", 1},
    {"ec2:DeleteIpamInternetRegistryAssociation", 1},
    {"ec2:DeleteIpamRoutingPolicyRegistration", 1},
    {"ec2:DescribeAccountVpcEncryptionControl", 6},
    {"ec2:DescribeIpamInternetRegistryAssociations", 5},
    {"ec2:EnableIpamInternetRegistryAssociation", 1},
    {"ec2:GetIpamDiscoveredRoutes", 1},
    {"ec2:GetIpamInternetRegistryAssociationAsns", 1},
    {"ec2:GetIpamInternetRegistryAssociationCidrs", 1},
    {"ec2:GetIpamRouteOriginAuthorizations", 1},
    {"ec2:GetIpamRouteProtectionFindings", 1},
    {"ec2:GetIpamRoutingPolicyRegistrationDeltas", 1},
    {"ec2:GetIpamRoutingPolicyRegistrations", 1},
    {"ec2:ModifyAccountVpcEncryptionControl", 1},
    {"ec2:ModifyIpamRoutingPolicyRegistration", 1},
    {"ec2:ReplaceImageInstanceTypeSpecification", 1},
    {"ec2:ValidateSecurityGroupQuotasForInterface", 1},
    {"kinesis:AssociateStreamsWithChannel", 1},
    {"kinesis:CreateChannel", 1},
    {"kinesis:DeleteChannel", 1},
    {"kinesis:DescribeChannel", 1},
    {"kinesis:ListChannels", 1},
    {"kinesis:UpdateChannel", 1},
    {"kinesis:UpdateStreamRecordDistributionStrategy", 1},
    {"logs:IntegrateWithDataset", 1},
    {"profile:AssociateStreamForSegments", 1},
    {"profile:DeleteSegmentSubscription", 1},
    {"profile:DisassociateStreamForSegments", 1},
    {"profile:GetSegmentSubscription", 1},
    {"profile:GetStreamForSegments", 1},
    {"profile:ListSegmentSubscriptionEvents", 1},
    {"profile:PutSegmentSubscription", 1},
    {"sagemaker:BatchRebootClusterNodes", 1},
    {"sagemaker:BatchReplaceClusterNodes", 1},
    {"sagemaker:DescribeTrainingPlanExtensionHistory", 2},
};

// AWS's reference does not have it any more.
inline constexpr DifferingAction gone[] = {
    {"glue:GetPartitionMetadata", 2},
};

struct DifferingLevel {
    std::string_view action, published, ours;
};

// The published lists count what gives somebody a role, a trust or a key as managing permissions, where AWS's
// reference, and so the catalogue, says Write; and four actions on tags as Write, where it says Tagging.
inline constexpr DifferingLevel levels[] = {
    {"chime:DeleteVoiceConnectorTerminationCredentials", "Permissions management", "Write"},
    {"chime:PutVoiceConnectorTerminationCredentials", "Permissions management", "Write"},
    {"codebuild:DeleteSourceCredentials", "Permissions management", "Write"},
    {"codebuild:ImportSourceCredentials", "Permissions management", "Write"},
    {"cognito-identity:SetIdentityPoolRoles", "Permissions management", "Write"},
    {"cognito-identity:UpdateIdentityPool", "Permissions management", "Write"},
    {"ds:CreateMicrosoftAD", "Permissions management", "Write"},
    {"iam:AddRoleToInstanceProfile", "Permissions management", "Write"},
    {"iam:CreateInstanceProfile", "Permissions management", "Write"},
    {"iam:CreateRole", "Permissions management", "Write"},
    {"iam:CreateServiceLinkedRole", "Permissions management", "Write"},
    {"iam:DeleteInstanceProfile", "Permissions management", "Write"},
    {"iam:DeleteRole", "Permissions management", "Write"},
    {"iam:DeleteServiceLinkedRole", "Permissions management", "Write"},
    {"iam:PassRole", "Permissions management", "Write"},
    {"iam:RemoveRoleFromInstanceProfile", "Permissions management", "Write"},
    {"iam:UpdateRole", "Permissions management", "Write"},
    {"mq:CreateTags", "Write", "Tagging"},
    {"mq:DeleteTags", "Write", "Tagging"},
    {"rds:ModifyDBClusterSnapshotAttribute", "Permissions management", "Write"},
    {"sns:CreateTopic", "Permissions management", "Write"},
    {"sqs:CreateQueue", "Permissions management", "Write"},
    {"sso-directory:CreateGroup", "Permissions management", "Write"},
    {"sso-directory:CreateUser", "Permissions management", "Write"},
    {"sso:AssociateProfile", "Permissions management", "Write"},
    {"sso:CreateApplicationInstance", "Permissions management", "Write"},
    {"sso:CreateProfile", "Permissions management", "Write"},
    {"sso:CreateTrust", "Permissions management", "Write"},
    {"sso:DisassociateProfile", "Permissions management", "Write"},
    {"sso:UpdateProfile", "Permissions management", "Write"},
    {"sso:UpdateTrust", "Permissions management", "Write"},
    {"worklink:UpdateDevicePolicyConfiguration", "Permissions management", "Write"},
    {"workspaces:CreateTags", "Write", "Tagging"},
    {"workspaces:DeleteTags", "Write", "Tagging"},
};

}  // namespace iamirror::testing
