using System.Collections.Immutable;
using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Study.Checks;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Tests.Extraction;

/// <summary>A study whose lesions can be seen, with one fault planted each time.</summary>
public sealed class MaskPlacementTests : IDisposable
{
    private const string Broken = "P03";

    private readonly SmallStudy _study = new();
    private readonly Dictionary<string, float[]> _lesions = [];

    public MaskPlacementTests()
    {
        for (int i = 1; i <= 40; i++)
        {
            double radius = (i % 2 == 0 ? 3.6 : 2.9) + (0.013 * i);
            float[] lesion = Lesion(radius, 4 + (i % 3));
            _lesions[SmallStudy.Id(i)] = lesion;
            _study.WriteMask(SmallStudy.Id(i), lesion, 2);
            _study.WriteImage(SmallStudy.Id(i), new SeededRandom(9).For(SmallStudy.Id(i)), voxels =>
            {
                for (int at = 0; at < voxels.Length; at++)
                {
                    voxels[at] += 60 * lesion[at];
                }
            });
        }
    }

    [Fact]
    public void Check_MasksInTheirPlace_AreNotContradicted()
    {
        (ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements) = Check();

        Assert.Equal(40, placements.Length);
        Assert.DoesNotContain(placements, one => one.Grade is "contradicted" or "refused");
        Assert.Contains(problems, problem => problem.Kind == ProblemKind.Geometry && problem.Details.Any(detail => detail.Contains("one slice up or down", StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_VoxelsFlippedUnderATrueHeader_AreNamedAndMended()
    {
        _study.WriteMask(Broken, Flipped(_lesions[Broken]), 2);
        (ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements) = Check();
        Problem found = Assert.Single(problems, problem => problem is { Kind: ProblemKind.Geometry, Case: Broken });

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Contains("flipped along x", found.Details[0], StringComparison.Ordinal);
        Assert.Contains("--fix flips --patient P03", found.Fix, StringComparison.Ordinal);
        Assert.Equal("contradicted", Assert.Single(placements, one => one.Case == Broken).Grade);
        Mended(MaskFault.Flips);
    }

    [Fact]
    public void Check_HeaderFlippedOrMoved_IsAnErrorWithTheCommandThatMendsIt()
    {
        Grid grid = SmallStudy.Grid;
        _study.WriteMask(Broken, _lesions[Broken], 2, new Grid(grid.Size, grid.Spacing, new(-grid.Origin.X, -grid.Origin.Y, grid.Origin.Z), new(new(-1, 0, 0), new(0, -1, 0), grid.Direction.Z)));
        Problem flipped = Assert.Single(Check().Problems, problem => problem is { Severity: Severity.CaseError, Case: Broken });
        Assert.Contains("x and y are flipped", flipped.ToString(), StringComparison.Ordinal);
        Assert.Contains("--fix flips --patient P03", flipped.Fix, StringComparison.Ordinal);
        Mended(MaskFault.Flips);

        _study.WriteMask(Broken, _lesions[Broken], 2, new Grid(grid.Size, grid.Spacing, grid.VoxelToPatient.Apply(0, 0, 1), grid.Direction));
        Problem moved = Assert.Single(Check().Problems, problem => problem is { Severity: Severity.CaseError, Case: Broken });
        Assert.Contains("--fix offset", moved.Fix, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(MaskMending.Mend(_study.Definition(), MaskFault.Flips, Broken, Path.Combine(_study.Folder, "mended"))).Target);
        Mended(MaskFault.Offset);
    }

    [Fact]
    public void Check_OneMaskForTwoPatients_IsNamed()
    {
        Assert.DoesNotContain(Check().Problems, IsAlike);
        _study.WriteMask("P07", _lesions["P10"], 2);
        Assert.Contains(Check().Problems, IsAlike);

        static bool IsAlike(Problem problem) =>
            problem.Summary.Contains("same mask", StringComparison.Ordinal) && problem.Where.Contains("P07", StringComparison.Ordinal) && problem.Where.Contains("P10", StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChecksOfAStudy_HoldATileOfEveryCase()
    {
        _study.WriteMask(Broken, Flipped(_lesions[Broken]), 2);
        (ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements) = Check();
        CheckFiles.Write(_study.Folder, _study.Definition(), problems, placements);
        string html = File.ReadAllText(Path.Combine(_study.Folder, "check.html"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_study.Folder, "check.json")));

        Assert.Equal(40, html.Split("data:image/png;base64,").Length - 1);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        JsonElement broken = Assert.Single(json.RootElement.GetProperty("placements").EnumerateArray(), one => one.GetProperty("case").GetString() == Broken);
        Assert.Equal(("contradicted", "Flip"), (broken.GetProperty("grade").GetString(), broken.GetProperty("likely").GetString()));
    }

    public void Dispose() => _study.Dispose();

    private (ImmutableArray<Problem> Problems, ImmutableArray<MaskPlacement> Placements) Check()
    {
        StudyPreparation preparation = new(_study.Definition(), 1, new Progress<StageProgress>());
        ImmutableArray<Problem> problems = preparation.Check(CancellationToken.None);
        return (problems, preparation.Placements);
    }

    private void Mended(MaskFault fault)
    {
        string source = Path.Combine(_study.Folder, Broken + ".nii");
        byte[] before = File.ReadAllBytes(source);
        MendedMask mended = Assert.Single(MaskMending.Mend(_study.Definition(), fault, Broken, Path.Combine(_study.Folder, "mended")));

        Mask written = MaskReader.Read(mended.Target, [2]);
        Assert.Equal(_lesions[Broken].Select(value => (byte)value), written.ToMembership());
        Assert.True(written.Grid.IsSameAs(SmallStudy.Grid));
        Assert.Equal(before, File.ReadAllBytes(source));
    }

    private static float[] Lesion(double radius, int center)
    {
        float[] lesion = new float[SmallStudy.Grid.Size.VoxelCount];
        for (int at = 0; at < lesion.Length; at++)
        {
            (int x, int y, int z) = (at % 14, at / 14 % 14, at / 196);
            lesion[at] = Math.Pow(x - 3.2, 2) + Math.Pow(y - center, 2) + Math.Pow(1.6 * (z - 5), 2) <= radius * radius ? 1 : 0;
        }

        return lesion;
    }

    private static float[] Flipped(float[] lesion)
    {
        float[] flipped = new float[lesion.Length];
        for (int at = 0; at < lesion.Length; at++)
        {
            flipped[at] = lesion[(at / 14 * 14) + 13 - (at % 14)];
        }

        return flipped;
    }
}
