#include "CDashboard.h"

// #embed is C23 (6.10.4); clang has it in every mode, and says that it came late.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ansi_js[] = {
#embed "assets/ansi.js"
};
static const unsigned char api_js[] = {
#embed "assets/api.js"
};
static const unsigned char base_css[] = {
#embed "assets/base.css"
};
static const unsigned char command_js[] = {
#embed "assets/command.js"
};
static const unsigned char connect_js[] = {
#embed "assets/connect.js"
};
static const unsigned char dom_js[] = {
#embed "assets/dom.js"
};
static const unsigned char events_js[] = {
#embed "assets/events.js"
};
static const unsigned char format_js[] = {
#embed "assets/format.js"
};
static const unsigned char icon_svg[] = {
#embed "assets/icon.svg"
};
static const unsigned char index_html[] = {
#embed "assets/index.html"
};
static const unsigned char list_page_js[] = {
#embed "assets/list-page.js"
};
static const unsigned char log_source_js[] = {
#embed "assets/log-source.js"
};
static const unsigned char log_view_js[] = {
#embed "assets/log-view.js"
};
static const unsigned char main_js[] = {
#embed "assets/main.js"
};
static const unsigned char metrics_js[] = {
#embed "assets/metrics.js"
};
static const unsigned char page_accounts_js[] = {
#embed "assets/page-accounts.js"
};
static const unsigned char page_compare_js[] = {
#embed "assets/page-compare.js"
};
static const unsigned char page_device_js[] = {
#embed "assets/page-device.js"
};
static const unsigned char page_lists_js[] = {
#embed "assets/page-lists.js"
};
static const unsigned char page_metrics_js[] = {
#embed "assets/page-metrics.js"
};
static const unsigned char page_new_component_js[] = {
#embed "assets/page-new-component.js"
};
static const unsigned char page_pipelines_js[] = {
#embed "assets/page-pipelines.js"
};
static const unsigned char page_run_js[] = {
#embed "assets/page-run.js"
};
static const unsigned char page_runs_js[] = {
#embed "assets/page-runs.js"
};
static const unsigned char page_stacks_js[] = {
#embed "assets/page-stacks.js"
};
static const unsigned char parts_css[] = {
#embed "assets/parts.css"
};
static const unsigned char plot_js[] = {
#embed "assets/plot.js"
};
static const unsigned char preview_js[] = {
#embed "assets/preview.js"
};
static const unsigned char reach_view_js[] = {
#embed "assets/reach-view.js"
};
static const unsigned char run_events_js[] = {
#embed "assets/run-events.js"
};
static const unsigned char run_graph_js[] = {
#embed "assets/run-graph.js"
};
static const unsigned char run_settings_js[] = {
#embed "assets/run-settings.js"
};
static const unsigned char run_timeline_js[] = {
#embed "assets/run-timeline.js"
};
static const unsigned char run_css[] = {
#embed "assets/run.css"
};
static const unsigned char step_panel_js[] = {
#embed "assets/step-panel.js"
};
static const unsigned char virtual_list_js[] = {
#embed "assets/virtual-list.js"
};

#define FILE_OF(name, symbol) {name, symbol, sizeof symbol}

static const struct apus_dashboard_file files[] = {
    FILE_OF("ansi.js", ansi_js),
    FILE_OF("api.js", api_js),
    FILE_OF("base.css", base_css),
    FILE_OF("command.js", command_js),
    FILE_OF("connect.js", connect_js),
    FILE_OF("dom.js", dom_js),
    FILE_OF("events.js", events_js),
    FILE_OF("format.js", format_js),
    FILE_OF("icon.svg", icon_svg),
    FILE_OF("index.html", index_html),
    FILE_OF("list-page.js", list_page_js),
    FILE_OF("log-source.js", log_source_js),
    FILE_OF("log-view.js", log_view_js),
    FILE_OF("main.js", main_js),
    FILE_OF("metrics.js", metrics_js),
    FILE_OF("page-accounts.js", page_accounts_js),
    FILE_OF("page-compare.js", page_compare_js),
    FILE_OF("page-device.js", page_device_js),
    FILE_OF("page-lists.js", page_lists_js),
    FILE_OF("page-metrics.js", page_metrics_js),
    FILE_OF("page-new-component.js", page_new_component_js),
    FILE_OF("page-pipelines.js", page_pipelines_js),
    FILE_OF("page-run.js", page_run_js),
    FILE_OF("page-runs.js", page_runs_js),
    FILE_OF("page-stacks.js", page_stacks_js),
    FILE_OF("parts.css", parts_css),
    FILE_OF("plot.js", plot_js),
    FILE_OF("preview.js", preview_js),
    FILE_OF("reach-view.js", reach_view_js),
    FILE_OF("run-events.js", run_events_js),
    FILE_OF("run-graph.js", run_graph_js),
    FILE_OF("run-settings.js", run_settings_js),
    FILE_OF("run-timeline.js", run_timeline_js),
    FILE_OF("run.css", run_css),
    FILE_OF("step-panel.js", step_panel_js),
    FILE_OF("virtual-list.js", virtual_list_js),
};

size_t apus_dashboard_count(void) { return sizeof files / sizeof *files; }

struct apus_dashboard_file apus_dashboard_file_at(size_t index) { return files[index]; }
