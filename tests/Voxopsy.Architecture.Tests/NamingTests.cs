using System.Reflection;
using System.Runtime.CompilerServices;

namespace Voxopsy.Architecture.Tests;

/// <summary>Holds the naming and type rules of CONTRIBUTING.md for every type of every room.</summary>
public sealed class NamingTests
{
    private static readonly string[] Banned =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Handler", "Info", "Data", "Base", "Common"];

    [Theory]
    [MemberData(nameof(DependencyDirectionTests.Rooms), MemberType = typeof(DependencyDirectionTests))]
    public void TypeNames_SayWhatTheyAre(string room)
    {
        string[] offenders = [.. OwnTypes(room)
            .Where(type => Banned.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName!)];

        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(DependencyDirectionTests.Rooms), MemberType = typeof(DependencyDirectionTests))]
    public void Classes_AreSealedStaticOrAbstract(string room)
    {
        string[] offenders = [.. OwnTypes(room)
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !typeof(Exception).IsAssignableFrom(type))
            .Select(type => type.FullName!)];

        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(DependencyDirectionTests.Rooms), MemberType = typeof(DependencyDirectionTests))]
    public void PublicMethods_TakeNoBooleans(string room)
    {
        string[] offenders = [.. OwnTypes(room)
            .Where(type => type.IsPublic)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(bool)))
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")];

        Assert.Empty(offenders);
    }

    private static IEnumerable<Type> OwnTypes(string room) => Assembly.Load(room).GetTypes()
        .Where(type => !type.IsNested && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && type.Namespace?.StartsWith("Voxopsy", StringComparison.Ordinal) == true);
}
