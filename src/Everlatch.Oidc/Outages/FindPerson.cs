using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Outages;

/// <summary>Finds on a standby what tokens say of a person, which otherwise comes with the row that is spent.</summary>
internal sealed class FindPerson(IDatabase database)
{
    private static readonly Statement Find = Statement
        .Read(
            "outages.find_person",
            """
            select u.email, u.email_verified_at, u.name, u.locale, u.disabled_at,
                (select m.roles_json from memberships m
                    join tenants t on t.environment_id = @environment and t.id = m.tenant_id
                    where m.environment_id = @environment and m.tenant_id = @tenant and m.user_id = u.id
                        and t.disabled_at is null) as roles_json
            from users u
            where u.environment_id = @environment and u.id = @user
            """)
        .AlsoFromStandby();

    /// <summary>The person and their roles in the tenant; null when they may not sign in, or left it.</summary>
    /// <exception cref="StoreFaultException">Nobody answers, or the standby does not know them yet.</exception>
    public async Task<(GrantPerson Person, ImmutableArray<string> Roles)?> RunAsync(
        EnvironmentId environment, UserId user, TenantId? tenant, CancellationToken ct)
    {
        if (await database.FindAsync<Row>(Find, new { environment, user, tenant = tenant?.Value ?? "" }, ct) is not { } row)
        {
            database.EnsureMissing(Find.Name);
            return null;
        }

        return row.DisabledAt is not null || (tenant is not null && row.RolesJson is null)
            ? null
            : (new GrantPerson(row.Email, row.EmailVerifiedAt is not null, row.Name, row.Locale),
                row.RolesJson is null ? [] : Json.Strings(row.RolesJson));
    }

    private sealed record Row
    {
        public string Email { get; init; } = "";

        public DateTimeOffset? EmailVerifiedAt { get; init; }

        public string Name { get; init; } = "";

        public string? Locale { get; init; }

        public DateTimeOffset? DisabledAt { get; init; }

        public string? RolesJson { get; init; }
    }
}
