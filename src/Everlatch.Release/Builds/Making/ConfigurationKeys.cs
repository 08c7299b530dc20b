using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Everlatch.Release.Builds.Making;

/// <summary>
/// The configuration keys that a build knows: of each type with a constant <c>Section</c>, the properties that can be bound. Read
/// from the assemblies' metadata, since what was built may be for another kind of machine.
/// </summary>
internal static class ConfigurationKeys
{
    private const string SectionField = "Section";

    // ECMA-335 II.23.2.1 and II.23.1.16: a property's type that begins so is a generic one, as a list is.
    private const byte GenericInstance = 0x15;

    /// <summary>All of them, sorted.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.dll")
            .Where(file => Path.GetFileName(file).StartsWith("everlatch", StringComparison.OrdinalIgnoreCase))
            .SelectMany(OfAssembly).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static List<string> OfAssembly(string file)
    {
        using var assembly = new PEReader(File.OpenRead(file));
        if (!assembly.HasMetadata)
        {
            return [];
        }

        var reader = assembly.GetMetadataReader();
        return
        [
            .. from handle in reader.TypeDefinitions
               let type = reader.GetTypeDefinition(handle)
               let section = SectionOf(reader, type)
               where section is not null
               from property in Bound(reader, type)
               select $"{section}:{property}",
        ];
    }

    private static string? SectionOf(MetadataReader reader, TypeDefinition type)
    {
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if (reader.StringComparer.Equals(field.Name, SectionField)
                && field.Attributes.HasFlag(FieldAttributes.Literal | FieldAttributes.Static)
                && (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public
                && reader.GetConstant(field.GetDefaultValue()) is { TypeCode: ConstantTypeCode.String } constant)
            {
                return (string?)reader.GetBlobReader(constant.Value).ReadConstant(ConstantTypeCode.String);
            }
        }

        return null;
    }

    private static IEnumerable<string> Bound(MetadataReader reader, TypeDefinition type)
    {
        var fields = type.GetFields().Select(field => reader.GetString(reader.GetFieldDefinition(field).Name)).ToHashSet();
        foreach (var property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            var name = reader.GetString(property.Name);
            var accessors = property.GetAccessors();
            if (IsPublic(reader, accessors.Getter)
                && (!accessors.Setter.IsNil || (fields.Contains($"<{name}>k__BackingField") && IsList(reader, property))))
            {
                yield return name;
            }
        }
    }

    // A property that cannot be set is bound when it is a list that is there from the beginning.
    private static bool IsList(MetadataReader reader, PropertyDefinition property)
    {
        var signature = reader.GetBlobReader(property.Signature);
        signature.ReadSignatureHeader();
        signature.ReadCompressedInteger();
        return signature.ReadByte() == GenericInstance;
    }

    private static bool IsPublic(MetadataReader reader, MethodDefinitionHandle getter) =>
        !getter.IsNil
        && reader.GetMethodDefinition(getter).Attributes is var attributes
        && (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
        && !attributes.HasFlag(MethodAttributes.Static);
}
