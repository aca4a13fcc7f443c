using System.Reflection;

namespace Voxopsy.Architecture.Tests;

/// <summary>Holds the arrows of ARCHITECTURE.md: who may know whom.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Voxopsy.Imaging"] = [],
        ["Voxopsy.Tensors"] = [],
        ["Voxopsy.Statistics"] = [],
        ["Voxopsy.Radiomics"] = ["Voxopsy.Imaging"],
        ["Voxopsy.Deep"] = ["Voxopsy.Imaging", "Voxopsy.Tensors"],
        ["Voxopsy.Study"] = ["Voxopsy.Imaging", "Voxopsy.Radiomics", "Voxopsy.Deep", "Voxopsy.Tensors", "Voxopsy.Statistics"],
        ["Voxopsy.Reporting"] = ["Voxopsy.Study", "Voxopsy.Statistics"],
        ["voxopsy"] = ["Voxopsy.Imaging", "Voxopsy.Radiomics", "Voxopsy.Deep", "Voxopsy.Tensors", "Voxopsy.Statistics", "Voxopsy.Study", "Voxopsy.Reporting"],
    };

    public static TheoryData<string> Rooms() => [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(name => name.StartsWith("Voxopsy.", StringComparison.OrdinalIgnoreCase) || name == "voxopsy")
        .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "Voxopsy.Testing")];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_ReferencesOnlyWhatTheArrowsAllow(string room)
    {
        Assert.True(Allowed.ContainsKey(room), $"'{room}' is not a room of the house; give it its arrows in this test and in ARCHITECTURE.md.");
        string[] referenced = [.. Assembly.Load(room).GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("Voxopsy", StringComparison.OrdinalIgnoreCase))];

        Assert.Empty(referenced.Except(Allowed[room]));
    }
}
