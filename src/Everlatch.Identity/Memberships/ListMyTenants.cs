using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>Lists the tenants that a person can act in, for them to choose from.</summary>
public sealed class ListMyTenants(IDatabase database, IDirectory directory)
{
    /// <summary>At most so many, by name: a page of more would help nobody to choose.</summary>
    public const int MaxCount = 200;

    private static readonly Statement OfUser = Statement
        .Read(
            "memberships.tenants_of_user",
            """
            select t.id, t.key, t.name, m.roles_json from memberships m
            join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where m.environment_id = @environment and m.user_id = @user and t.disabled_at is null
            order by t.name, t.id limit @limit
            """)
        .AlsoFromStandby();

    /// <summary>The tenants in use of which the user is a member, with the names of the roles there.</summary>
    public async Task<IReadOnlyList<MyTenant>> RunAsync(EnvironmentId environment, UserId user, CancellationToken ct)
    {
        var known = directory.Current.Environments[environment].Roles;
        var rows = await database.ListAsync<Row>(OfUser, new { environment, user, limit = (long)MaxCount }, ct);
        return
        [
            .. rows.Select(row =>
            {
                var roles = Json.Strings(row.RolesJson).Where(known.ContainsKey).ToImmutableArray();
                return new MyTenant(row.Id, row.Key, row.Name, roles, [.. roles.Select(key => known[key].Name)]);
            }),
        ];
    }

    private sealed record Row
    {
        public TenantId Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string RolesJson { get; init; } = "";
    }
}
