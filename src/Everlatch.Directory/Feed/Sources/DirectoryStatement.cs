using Everlatch.Storage;

namespace Everlatch.Directory.Feed.Sources;

/// <summary>Makes the pair of statements that each source needs from one select list.</summary>
internal static class DirectoryStatement
{
    public static Statement All(string kind, string select) =>
        Statement.Read($"directory.load_{kind}", select)
            .AcrossEnvironments("the directory holds every environment")
            .AlsoFromStandby();

    public static Statement One(string kind, string select, string idColumn = "id") =>
        Statement.Read($"directory.reload_{kind}", $"{select} where environment_id = @environment and {idColumn} = @entity")
            .AlsoFromStandby();
}
