using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Who entered, who left and why, who was analysed.</summary>
internal static class PatientsSection
{
    internal static Section? Write(ReportContext context)
    {
        PatientFlow flow = context.Result.Flow;
        if (flow.Cohorts.Length == 0)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        FlowFigure figure = new()
        {
            Title = texts.FlowTitle,
            Description = texts.FlowReading,
            Columns = [.. flow.Cohorts.Select(cohort => ColumnOf(cohort, flow.SetAside, texts))],
        };
        body.Figures([(figure, "flow", [])]);
        body.Reading(texts.FlowReading);
        if (flow.SetAside.Length > 0)
        {
            body.Folded(texts.SetAsideTitle, inside => inside.Table(SetAside(context)));
        }

        return new Section("patients", texts.PatientsTitle, body.ToString());
    }

    private static FlowColumn ColumnOf(CohortFlow cohort, ImmutableArray<SetAsideCase> setAside, ReportTexts texts)
    {
        string Count(int count) => $"n = {NumberText.Count(count)}";
        List<FlowStep> steps = [];
        if (cohort.RowsInTable != cohort.RowsSelected)
        {
            steps.Add(new FlowStep([texts.RowsInTable, Count(cohort.RowsInTable)], [texts.NotSelected, Count(cohort.RowsInTable - cohort.RowsSelected)]));
        }

        SetAsideCase[] left = [.. setAside.Where(each => each.Cohort == cohort.Name)];
        ImmutableArray<string> aside = left.Length == 0
            ? []
            :
            [
                texts.SetAside(left.Length),
                .. left.GroupBy(each => each.Kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => texts.ReasonCount(texts.Problem(group.Key), group.Count())),
            ];
        steps.Add(new FlowStep([texts.RowsSelected, Count(cohort.RowsSelected)], aside));
        steps.Add(new FlowStep([texts.Analysed, texts.CasesOfPatients(cohort.Cases, cohort.Patients), texts.CasesWithOutcome(cohort.Events)], []));
        return new FlowColumn(
            cohort.Sealed ? texts.SealedCohort(cohort.Name) : cohort.Name,
            [.. steps],
            [.. cohort.Parts.Select(part => (ImmutableArray<string>)[texts.Part(part.Name), Count(part.Cases), texts.CasesWithOutcome(part.Events)])]);
    }

    /// <summary>The study's own words for a reason are English; other languages name the rule.</summary>
    private static HtmlTable SetAside(ReportContext context) => new()
    {
        Header = [context.Texts.Case, context.Texts.Cohort, context.Texts.Reason],
        NameColumns = 3,
        Rows = [.. context.Result.Flow.SetAside.Select(each => (ImmutableArray<Cell>)
        [
            each.Case,
            each.Cohort,
            context.Texts is EnglishTexts && each.Reason.Length > 0 ? $"{context.Texts.Problem(each.Kind)}: {each.Reason}" : context.Texts.Problem(each.Kind),
        ])],
    };
}
