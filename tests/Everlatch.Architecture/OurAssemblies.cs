using System.Reflection;

namespace Everlatch.Architecture;

/// <summary>The assemblies of src/, loaded.</summary>
internal static class OurAssemblies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [
        Assembly.Load("Everlatch.Core"),
        Assembly.Load("Everlatch.Schema"),
        Assembly.Load("Everlatch.Storage"),
        Assembly.Load("Everlatch.Directory"),
        Assembly.Load("Everlatch.Identity"),
        Assembly.Load("Everlatch.Oidc"),
        Assembly.Load("Everlatch.Hosting"),
        Assembly.Load("Everlatch.Edge"),
        Assembly.Load("Everlatch.Server"),
        Assembly.Load("Everlatch.Release"),
        Assembly.Load("Everlatch.Watch"),
        Assembly.Load("everlatch"),
    ];

    /// <summary>Every type that somebody wrote.</summary>
    public static IEnumerable<Type> Types =>
        All.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.FullName!.StartsWith("Everlatch.", StringComparison.Ordinal))
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false));
}
