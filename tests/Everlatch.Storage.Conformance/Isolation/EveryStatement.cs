using System.Reflection;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>Every statement that a build can send, found in the assemblies and not in a list that somebody keeps.</summary>
internal static class EveryStatement
{
    private static readonly string[] Assemblies =
        ["Everlatch.Storage", "Everlatch.Directory", "Everlatch.Identity", "Everlatch.Oidc", "Everlatch.Server", "everlatch"];

    /// <summary>Those that name an environment, by name.</summary>
    public static IReadOnlyDictionary<string, Statement> OfOneEnvironment { get; } = Assemblies
        .SelectMany(name => Assembly.Load(name).GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType == typeof(Statement))
        .Select(field => (Statement)field.GetValue(null)!)
        .Where(statement => statement.AcrossEnvironmentsBecause is null)
        .ToDictionary(statement => statement.Name, StringComparer.Ordinal);
}
