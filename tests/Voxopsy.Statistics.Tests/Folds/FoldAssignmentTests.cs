using Voxopsy.Statistics.Folds;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Folds;

/// <summary>Expected folds are those of scikit-learn 1.2.1 with numpy 1.24.2 for the same rows and seeds.</summary>
public sealed class FoldAssignmentTests
{
    private static readonly bool[] Events = [.. "01100101100010100".Select(one => one == '1')];

    [Fact]
    public void Shuffle_Seed7_IsNumpys()
    {
        int[] items = [.. Enumerable.Range(0, 12)];

        new MersenneTwister(7).Shuffle<int>(items);

        Assert.Equal([7, 10, 2, 5, 0, 1, 11, 8, 3, 6, 9, 4], items);
    }

    [Fact]
    public void Stratified_WithAndWithoutShuffle_IsStratifiedKFold()
    {
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2], FoldAssignment.Stratified<bool>(Events, 3));
        Assert.Equal([2, 1, 0, 0, 1, 0, 0, 1, 2, 2, 0, 2, 2, 1, 1, 0, 1], FoldAssignment.Stratified<bool>(Events, 3, new MersenneTwister(42)));
    }

    [Fact]
    public void Plain_WithAndWithoutShuffle_IsKFold()
    {
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], FoldAssignment.Plain(17, 4));
        Assert.Equal([2, 1, 1, 3, 0, 2, 0, 0, 3, 3, 3, 1, 2, 1, 0, 2, 0], FoldAssignment.Plain(17, 4, new MersenneTwister(3)));
    }

    [Fact]
    public void Grouped_UnequalGroups_IsGroupKFold()
    {
        string[] groups = [.. "aaabbccccdeeeeefg".Select(one => one.ToString())];

        Assert.Equal([2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1], FoldAssignment.Grouped(groups, 3));
    }

    [Fact]
    public void Stratified_AnyClasses_DealsEachClassEvenly()
    {
        SeededRandom random = new SeededRandom(4).For("classes");
        for (int trial = 0; trial < 50; trial++)
        {
            int[] classes = [.. Enumerable.Range(0, 90).Select(i => i < 30 ? i % 3 : random.NextInt(3))];
            int[] folds = FoldAssignment.Stratified<int>(classes, 5);
            for (int one = 0; one < 3; one++)
            {
                int[] sizes = [.. Enumerable.Range(0, 5).Select(fold => folds.Where((f, i) => f == fold && classes[i] == one).Count())];
                Assert.True(sizes.Max() - sizes.Min() <= 1, string.Join(' ', sizes));
            }
        }
    }

    [Fact]
    public void Stratified_MoreFoldsThanRowsOfAClass_NamesTheClass()
    {
        StatisticsException error = Assert.Throws<StatisticsException>(() => FoldAssignment.Stratified<string>(["a", "a", "a", "b"], 2));

        Assert.Contains("'b' has 1 rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Plain_FoldsOutOfRange_AreRefused(int folds) => Assert.Throws<ArgumentException>(() => FoldAssignment.Plain(5, folds));
}
