using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.BadInput;

public sealed class StudyFileProblemTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Read_Typos_AreAllToldWithLineAndSuggestion()
    {
        _study.Text = _study.Text
            .Replace("positive: [3]", "positiv: [3]", StringComparison.Ordinal)
            .Replace("scheme: kfold", "scheme: kfolds", StringComparison.Ordinal)
            .Replace("folds: 4", "folds: one", StringComparison.Ordinal);
        Message.Is(
            """
            error study file: 'outcome.positiv' cannot be used   study.yaml, line 6
              found     unknown key 'positiv'
              expected  one of column, positive, negative, name
              fix: Did you mean 'positive'?
            error study file: 'outcome.positive' cannot be used   study.yaml, line 6
              found     no key 'positive'
              expected  'positive' in this section
              fix: Add 'positive:'.
            error study file: 'validation.scheme' cannot be used   study.yaml, line 14
              found     'kfolds'
              expected  one of holdout, kfold, nested, leave-one-center-out, external
              fix: Did you mean 'kfold'?
            error study file: 'validation.folds' cannot be used   study.yaml, line 14
              found     'one'
              expected  a whole number from 2 to 1000
              fix: Write a whole number.
            """,
            string.Join('\n', _study.Refusal(out StudyFault fault)));
        Assert.Equal(StudyFault.WrongUse, fault);
    }

    [Fact]
    public void Read_NamesThatAreNotDefined_AreTold()
    {
        _study.Text = _study.Text.Replace("roi: lesion", "roi: leson", StringComparison.Ordinal).Replace("from: [clinical]", "from: [clinical.ages]", StringComparison.Ordinal);
        Message.Is(
            """
            error study file: 'features.rad.roi' cannot be used   study.yaml, line 16
              found     'leson'
              expected  one of the masks: lesion
              fix: Did you mean 'lesion'?
            error study file: 'models.clinical.from' cannot be used   study.yaml, line 18
              found     'ages'
              expected  one of the clinical variables: age, sex
              fix: Did you mean 'age'?
            """,
            string.Join('\n', _study.Refusal(out _)));
    }

    [Fact]
    public void Read_NotYaml_GivesLine()
    {
        _study.Text = "voxopsy: 1\nstudy: {title: [\n";
        Message.Is(
            """
            error study file: the study file cannot be read   study.yaml, line 3
              found     While parsing a node, did not find expected node content.
              expected  YAML
              fix: Check indentation, colons and quotes around this line.
            """,
            string.Join('\n', _study.Refusal(out _)));
    }

    [Fact]
    public void Read_VariableNotSet_IsTold()
    {
        _study.Text = _study.Text.Replace("table: clinical.csv", "table: \"${VOXOPSY_NOT_SET_ANYWHERE}/clinical.csv\"", StringComparison.Ordinal);
        Message.Is(
            """
            error study file: '${VOXOPSY_NOT_SET_ANYWHERE}/clinical.csv' cannot be used   study.yaml, line 4
              found     the environment variable 'VOXOPSY_NOT_SET_ANYWHERE' is not set
              expected  a value, or a default
              fix: Set VOXOPSY_NOT_SET_ANYWHERE, or write ${VOXOPSY_NOT_SET_ANYWHERE:-default}.
            """,
            string.Join('\n', _study.Refusal(out _)));
    }

    [Fact]
    public void Read_ConditionThatIsNone_IsTold()
    {
        _study.Text = _study.Text.Replace("{table: clinical.csv}", "{table: clinical.csv, where: \"center = in (A\"}", StringComparison.Ordinal);
        Message.Is(
            """
            error study file: the condition of cohort 'development' cannot be read   study.yaml
              found     center = in (A
              reason    '(' was not expected there
              fix: Write a condition such as: center in (A, B) and grade is known
            """,
            Assert.Single(_study.Messages()));
    }

    [Fact]
    public void Read_ChoicesOfLaterVersions_AreRefusedNotIgnored()
    {
        _study.Text = _study.Text
            .Replace("modality: CT}", "modality: CT, register_to: CT}", StringComparison.Ordinal) + "\nreport: {figures: [svg, png]}\n";
        Message.Is(
            """
            error study file: 'images.CT.register_to' cannot be used   study.yaml, line 8
              found     a registration
              expected  images that lie on one another already
              fix: Register the images first, and leave 'register_to' out.
            error study file: 'report.figures' cannot be used   study.yaml, line 21
              found     'png'
              expected  svg
              fix: Leave 'png' out; any browser or drawing program converts SVG.
            """,
            string.Join('\n', _study.Refusal(out _)));
    }

    public void Dispose() => _study.Dispose();
}
