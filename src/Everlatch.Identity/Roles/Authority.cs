using System.Collections.Immutable;

namespace Everlatch.Identity.Roles;

/// <summary>What somebody may hand on: nobody gives a permission that they do not hold.</summary>
public abstract record Authority
{
    private Authority()
    {
    }

    /// <summary>A person or an API token acts: at most their own permissions.</summary>
    public static Authority Of(IEnumerable<string> permissions) => new Own(permissions.ToImmutableHashSet(StringComparer.Ordinal));

    /// <summary>Whether all of these may be handed on.</summary>
    public abstract bool Covers(IEnumerable<string> permissions);

    /// <summary>The environment's owner acts, through a management client or the operator: anything.</summary>
    public sealed record Environment : Authority
    {
        /// <inheritdoc />
        public override bool Covers(IEnumerable<string> permissions) => true;
    }

    /// <summary>At most these permissions.</summary>
    /// <param name="Permissions">What the actor holds in the tenant they act in.</param>
    public sealed record Own(ImmutableHashSet<string> Permissions) : Authority
    {
        /// <inheritdoc />
        public override bool Covers(IEnumerable<string> permissions) => permissions.All(Permissions.Contains);
    }
}
