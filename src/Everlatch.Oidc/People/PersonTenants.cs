using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.People;

/// <summary>Finds the tenants that a person may act in.</summary>
internal static class PersonTenants
{
    private static readonly Statement FirstTwo = Statement
        .Read(
            "person_tenants.first_two",
            """
            select m.tenant_id from memberships m
            join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where m.environment_id = @environment and m.user_id = @user and t.disabled_at is null
            order by m.tenant_id limit 2
            """)
        .AlsoFromStandby();

    /// <summary>None, the only one, or two of several.</summary>
    public static Task<IReadOnlyList<TenantId>> FirstTwoAsync(
        IStatements statements, EnvironmentId environment, UserId user, CancellationToken ct) =>
        statements.ListAsync<TenantId>(FirstTwo, new { environment, user }, ct);
}
