using System.Collections.Immutable;
using Everlatch.Identity.Apis;

namespace Everlatch.Identity.Roles;

/// <summary>What somebody may hand on: nobody gives a permission that they do not hold.</summary>
public abstract record Authority
{
    private Authority()
    {
    }

    /// <summary>A person or an API token acts: at most their own permissions.</summary>
    public static Authority Of(IEnumerable<string> permissions) =>
        new Own(permissions.ToImmutableHashSet(StringComparer.Ordinal));

    /// <summary>A management client acts on the whole environment, the operator's too.</summary>
    public static Authority OfEnvironment(IEnumerable<string> scopes) =>
        new Environment(scopes.ToImmutableHashSet(StringComparer.Ordinal));

    /// <summary>Whether all of these may be handed on.</summary>
    public abstract bool Covers(IEnumerable<string> permissions);

    /// <summary>
    /// Any permission of the owner's own making; of those that open the management API only what the client itself holds.
    /// </summary>
    /// <param name="Scopes">The scopes that the client holds.</param>
    public sealed record Environment(ImmutableHashSet<string> Scopes) : Authority
    {
        /// <inheritdoc />
        public override bool Covers(IEnumerable<string> permissions) =>
            permissions.All(permission => !ManagementScopes.All.Contains(permission) || Scopes.Contains(permission));
    }

    /// <summary>At most these permissions.</summary>
    /// <param name="Permissions">What the actor holds in the tenant they act in.</param>
    public sealed record Own(ImmutableHashSet<string> Permissions) : Authority
    {
        /// <inheritdoc />
        public override bool Covers(IEnumerable<string> permissions) => permissions.All(Permissions.Contains);
    }
}
