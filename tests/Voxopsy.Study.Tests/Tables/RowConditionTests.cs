using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Tests.Tables;

public sealed class RowConditionTests
{
    private static readonly CellTable Table = new("t", ["center", "age", "grade"], [["A", "61", ""]], [2], []);

    [Theory]
    [InlineData("center == A", true)]
    [InlineData("center != A", false)]
    [InlineData("center in (A, B) and age >= 61", true)]
    [InlineData("center not in ('B', \"C\")", true)]
    [InlineData("age > 61 or age < 61", false)]
    [InlineData("not (age == 61.0)", false)]
    [InlineData("grade is missing", true)]
    [InlineData("grade is known", false)]
    [InlineData("grade == 3 or grade != 3", false)]
    [InlineData("center = A and (age < 10 or age <= 61)", true)]
    public void Holds_AnyCondition_FollowsItsWords(string text, bool holds) => Assert.Equal(holds, RowCondition.Parse(text).Holds(Table, 0));

    [Theory]
    [InlineData("center ==")]
    [InlineData("center")]
    [InlineData("center in A")]
    [InlineData("(center == A")]
    [InlineData("center == A B")]
    [InlineData("center == 'A")]
    public void Parse_NoCondition_IsRefused(string text) => Assert.Throws<FormatException>(() => RowCondition.Parse(text));
}
