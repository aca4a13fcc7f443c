using System.Text;
using Voxopsy.Reporting.Documents.Sections;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents;

/// <summary>Turns the numbers of a run into a report that opens from disk without a network.</summary>
public static class Report
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes <c>report/index.html</c> and <c>figures/*.svg</c> into a run folder; files of the same names are replaced.</summary>
    /// <param name="result">Every number of the run.</param>
    /// <param name="language">The language of every sentence, header and label; names from the data stay as they are.</param>
    /// <param name="folder">The run folder; made when it is not there.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Write(StudyResult result, Language language, string folder)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (string page, IReadOnlyDictionary<string, string> figures) = Compose(result, language);
        string figureFolder = Path.Combine(folder, "figures");
        Directory.CreateDirectory(figureFolder);
        foreach ((string name, string svg) in figures)
        {
            File.WriteAllText(Path.Combine(figureFolder, name + ".svg"), svg, Utf8);
        }

        string path = Path.Combine(folder, "report", "index.html");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, page, Utf8);
        return path;
    }

    /// <summary>The page alone; the same result gives the same text on every machine.</summary>
    /// <param name="result">Every number of the run.</param>
    /// <param name="language">The language of the page.</param>
    public static string Html(StudyResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Compose(result, language).Page;
    }

    /// <summary>Sections whose numbers are absent are left out.</summary>
    private static (string Page, IReadOnlyDictionary<string, string> Figures) Compose(StudyResult result, Language language)
    {
        ReportContext context = new(result, ReportTexts.Of(language));
        List<Section> sections =
        [
            .. new Func<ReportContext, Section?>[]
            {
                SummarySection.Write,
                FindingsSection.Write,
                PatientsSection.Write,
                BaselineSection.Write,
                RegressionSection.Write,
                ModelsSection.Write,
                LearningSection.Write,
                DiscriminationSection.Write,
                PerformanceSection.Write,
                ComparisonsSection.Write,
                CalibrationSection.Write,
                DecisionSection.Write,
                NomogramSection.Write,
                ScoresSection.Write,
                SubgroupsSection.Write,
                TriedSection.Write,
                ProvenanceSection.Write,
            }.Select(write => write(context)).OfType<Section>(),
        ];
        sections.Add(ChecklistSection.Write(context, sections));
        return (ReportPage.Write(context, sections), context.Figures.Drawings);
    }
}
