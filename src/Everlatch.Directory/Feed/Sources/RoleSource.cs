using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Reads roles. They are kept by key, which tokens carry; changes name them by id.</summary>
internal sealed class RoleSource : EntrySource<RoleEntry>
{
    private const string Select = "select environment_id, id, key, name, permissions_json from roles";
    private static readonly Statement All = DirectoryStatement.All("roles", Select);
    private static readonly Statement One = DirectoryStatement.One("roles", Select);

    public override DirectoryKind Kind => DirectoryKind.Role;

    protected override async Task<IReadOnlyList<(EnvironmentId Environment, RoleEntry Entry)>> ReadAsync(
        IStatements statements, EntryKey? only, CancellationToken ct) =>
        [.. (await RowsAsync<Row>(statements, All, One, only, ct)).Select(row => (row.EnvironmentId, row.ToEntry()))];

    protected override DirectoryEnvironment WithAll(DirectoryEnvironment environment, IEnumerable<RoleEntry> entries) =>
        environment with { Roles = entries.ToImmutableDictionary(entry => entry.Key) };

    protected override DirectoryEnvironment With(DirectoryEnvironment environment, string entity, RoleEntry? entry)
    {
        var others = environment.Roles.Values.Where(role => role.Id.Value != entity);
        return WithAll(environment, entry is null ? others : others.Append(entry));
    }

    private sealed record Row
    {
        public EnvironmentId EnvironmentId { get; init; }
        public RoleId Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string PermissionsJson { get; init; } = "";

        public RoleEntry ToEntry() => new() { Id = Id, Key = Key, Name = Name, Permissions = Json.Strings(PermissionsJson) };
    }
}
