using Voxopsy.Testing;

namespace Voxopsy.Reporting.Tests.Figures;

/// <summary>Each kind of figure is the drawing that was looked at in a browser.</summary>
public sealed class FigureSnapshotTests
{
    public static TheoryData<string> Names() => [.. SampleFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_IsTheApprovedDrawing(string name) =>
        Snapshot.Matches("Voxopsy.Reporting.Tests", $"{name}.svg", SampleFigures.All[name].ToSvg($"sample-{name}"));
}
