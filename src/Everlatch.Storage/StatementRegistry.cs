using System.Reflection;
using Everlatch.Schema;
using Everlatch.Schema.Statements;

namespace Everlatch.Storage;

/// <summary>Every statement that a build can send, found in its assemblies and not in a list that somebody keeps.</summary>
public static class StatementRegistry
{
    private const BindingFlags Fields =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Those of an assembly and of all that it references, by name.</summary>
    /// <param name="root">The program: what it does not reach is not sent.</param>
    public static IReadOnlyList<Statement> Of(Assembly root) =>
    [
        .. Reached(root)
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(Fields))
            .Where(field => field.FieldType == typeof(Statement))
            .Select(field => (Statement)field.GetValue(null)!)
            .OrderBy(statement => statement.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those of them that are sent to an engine, as the manifest takes them.</summary>
    public static IReadOnlyList<SchemaStatement> Of(Assembly root, SchemaEngine engine) =>
    [
        .. Of(root)
            .Where(statement => statement.Engine is null || statement.Engine == engine.Name)
            .Select(statement => new SchemaStatement(statement.Name, statement.Sql)),
    ];

    // Statements are made in this assembly or in one that knows it.
    private static List<Assembly> Reached(Assembly root)
    {
        var reached = new List<Assembly> { root };
        for (var i = 0; i < reached.Count; i++)
        {
            reached.AddRange(reached[i].GetReferencedAssemblies().Where(IsOurs).Select(Assembly.Load).Except(reached));
        }

        return reached;
    }

    private static bool IsOurs(AssemblyName name) => name.Name!.StartsWith("Everlatch.", StringComparison.Ordinal);
}
