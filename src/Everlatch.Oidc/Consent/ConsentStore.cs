using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Oidc.Consent;

/// <summary>Consents, one for each person and application.</summary>
internal static class ConsentStore
{
    private static readonly Statement Find = Statement
        .Read(
            "consents.find",
            """
            select scopes_json, apis_json, granted_at from consents
            where environment_id = @environment and user_id = @user and application_id = @application
            """)
        .AlsoFromStandby();

    private static readonly Statement Record = Statement.Write(
        "consents.record",
        """
        insert into consents (environment_id, user_id, application_id, scopes_json, apis_json, granted_at)
        values (@environment, @user, @application, @scopes, @apis, @now)
        on conflict (environment_id, user_id, application_id)
            do update set scopes_json = excluded.scopes_json, apis_json = excluded.apis_json, granted_at = excluded.granted_at
        """);

    /// <summary>What was allowed; null when nothing was.</summary>
    public static async Task<GivenConsent?> FindAsync(
        IStatements statements, EnvironmentId environment, UserId user, AppId application, CancellationToken ct) =>
        await statements.FindAsync<Row>(Find, new { environment, user, application }, ct) is { } row
            ? row.ToConsent()
            : null;

    /// <summary>Records what is allowed from now on.</summary>
    public static Task RecordAsync(
        IStatements statements,
        EnvironmentId environment,
        UserId user,
        AppId application,
        ConsentedAccess access,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ExecuteAsync(
            Record,
            new { environment, user, application, scopes = Json.Write(access.Scopes), apis = Json.Write(access.Apis), now },
            ct);

    private sealed record Row
    {
        public string ScopesJson { get; init; } = "";

        public string ApisJson { get; init; } = "";

        public DateTimeOffset GrantedAt { get; init; }

        public GivenConsent ToConsent() =>
            new(new ConsentedAccess(Json.Strings(ScopesJson), [.. Json.Read<ApiGrant[]>(ApisJson)]), GrantedAt);
    }
}
