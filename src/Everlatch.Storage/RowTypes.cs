using System.Data;
using Dapper;
using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Storage;

/// <summary>Teaches Dapper our words: ids and names are text, times are Unix milliseconds.</summary>
internal static class RowTypes
{
    internal static void Register()
    {
        if (DefaultTypeMap.MatchNamesWithUnderscores)
        {
            return;
        }

        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Time());
        SqlMapper.AddTypeHandler(new Host());
        SqlMapper.AddTypeHandler(new RegionName());
        foreach (var id in typeof(IId<>).Assembly.GetTypes().Where(IsId))
        {
            var handler = (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(IdText<>).MakeGenericType(id))!;
            SqlMapper.AddTypeHandler(id, handler);
        }
    }

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private sealed class IdText<TId> : SqlMapper.TypeHandler<TId>
        where TId : struct, IId<TId>
    {
        public override TId Parse(object value) => TId.Trusted((string)value);

        public override void SetValue(IDbDataParameter parameter, TId value) => SetText(parameter, value.Value);
    }

    private sealed class Time : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }

    private sealed class Host : SqlMapper.TypeHandler<HostName>
    {
        public override HostName Parse(object value) => HostName.Trusted((string)value);

        public override void SetValue(IDbDataParameter parameter, HostName value) => SetText(parameter, value.Value);
    }

    private sealed class RegionName : SqlMapper.TypeHandler<Region>
    {
        public override Region Parse(object value) => Region.Trusted((string)value);

        public override void SetValue(IDbDataParameter parameter, Region value) => SetText(parameter, value.Value);
    }

    private static void SetText(IDbDataParameter parameter, string value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value;
    }
}
