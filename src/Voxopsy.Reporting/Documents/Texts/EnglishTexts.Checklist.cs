using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class EnglishTexts
{
    internal override string ChecklistTopic(string item) => item switch
    {
        "1" => "Title names a prediction model study, its population and outcome",
        "2" => "Abstract as TRIPOD+AI for Abstracts asks",
        "3a" => "Health question, and existing models",
        "3b" => "Target population, purpose and users of the model",
        "3c" => "Known health inequalities between groups",
        "4" => "Objectives: development, validation or both",
        "5a" => "Source and representativeness of the data",
        "5b" => "Dates of collection and end of follow-up",
        "6a" => "Setting, number and place of centers",
        "6b" => "Eligibility criteria",
        "6c" => "Treatments received and how they were handled",
        "7" => "Preparation and quality checks of data",
        "8a" => "Outcome, its time horizon and assessment",
        "8b" => "Who assessed a subjective outcome",
        "8c" => "Blinding of outcome assessment",
        "9a" => "Choice of candidate predictors",
        "9b" => "Definition and measurement of predictors",
        "9c" => "Who assessed subjective predictors",
        "10" => "Sample size",
        "11" => "Missing data",
        "12a" => "How data were divided for development and evaluation",
        "12b" => "Handling of predictors",
        "12c" => "Type of model, building steps, internal validation",
        "12d" => "Heterogeneity between centers",
        "12e" => "Measures of performance and comparison",
        "12f" => "Updating of the model after evaluation",
        "12g" => "How predictions were calculated for evaluation",
        "13" => "Class imbalance and what was done about it",
        "14" => "Fairness",
        "15" => "Output of the model and thresholds",
        "16" => "Differences between development and evaluation data",
        "17" => "Ethical approval and consent",
        "18a" => "Funding",
        "18b" => "Conflicts of interest",
        "18c" => "Protocol",
        "18d" => "Registration",
        "18e" => "Sharing of data",
        "18f" => "Sharing of code",
        "19" => "Involvement of patients and the public",
        "20a" => "Flow of participants",
        "20b" => "Characteristics of participants",
        "20c" => "Development and evaluation data compared",
        "21" => "Participants and events in each analysis",
        "22" => "Full model, so that others can predict with it",
        "23a" => "Performance with intervals, also in key subgroups",
        "23b" => "Results on heterogeneity between centers",
        "24" => "Results of updating",
        "25" => "Interpretation, with fairness",
        "26" => "Limitations",
        "27a" => "Handling of poor or missing input in use",
        "27b" => "Interaction and expertise needed in use",
        "27c" => "Next steps",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "No words for this checklist item."),
    };

    internal override string ChecklistSampleSize(int cases, int events, int models) =>
        $"{NumberText.Count(cases)} development cases, {NumberText.Count(events)} events, {NumberText.Count(models)} models; no sample size was calculated by the run.";

    internal override string ChecklistSeeds => "Version, seed and settings under “Provenance”; hashes of inputs in provenance.json.";
}
