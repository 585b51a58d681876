"""The emergency-plan registry and drill scheduler."""

from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from sqlalchemy.orm import configure_mappers

from emergency.accounts import people_views
from emergency.accounts import views as accounts_views
from emergency.assessment import actions_batches, actions_packs, queries_batches, queries_packs
from emergency.assessment import actions_freeze as assessment_freeze
from emergency.assessment import parts as assessment_parts
from emergency.assessment import queries_desk as assessment_desk
from emergency.assessment import views as assessment_views
from emergency.assessment import views_verify as verify_views
from emergency.audit import trail
from emergency.audit import views as audit_views
from emergency.base import health, jobs, slots
from emergency.base.addresses import RowNumber
from emergency.base.config import Settings, read_settings
from emergency.base.cookies import SchemeSession
from emergency.base.database import db
from emergency.base.faults import install_faults
from emergency.base.log import configure_log
from emergency.base.shown import install_shown
from emergency.base.web import install_web
from emergency.commands import install_commands
from emergency.coverage import actions as coverage_actions
from emergency.coverage import calendar_days as coverage_days
from emergency.coverage import effects as coverage_effects
from emergency.coverage import parts as coverage_parts
from emergency.coverage import views as coverage_views
from emergency.coverage.drill_windows import windows_of
from emergency.drills import calendar_kept as drills_calendar
from emergency.drills import queries as drills_queries
from emergency.drills import queries_desk as drills_desk
from emergency.drills import views as drills_views
from emergency.drills import views_parts as drills_parts
from emergency.drills.actions_moved import take_drills_along
from emergency.drills.actions_papers import papers_gone as drill_papers_gone
from emergency.drills.invitations import invite_touched
from emergency.evidence import views as evidence_views
from emergency.home import views as home_views
from emergency.home.navigation import navigation
from emergency.ledgers import actions_dispatch, queries_dispatch
from emergency.ledgers import actions_jobs as ledgers_jobs
from emergency.ledgers import queries_jobs as ledgers_queries
from emergency.ledgers import views as ledgers_views
from emergency.notices import actions as notices
from emergency.obligations import effect, views_workdays
from emergency.obligations import views as obligations_views
from emergency.plans import actions_raise as plans_raise
from emergency.plans import papers, views_versions
from emergency.plans import queries as plans_queries
from emergency.plans import queries_expiry as plans_expiry
from emergency.plans import queries_received as plans_received
from emergency.plans import queries_triggers as plans_triggers
from emergency.plans import views as plans_views
from emergency.plans import views_commission as plans_commission
from emergency.plans import views_triggers as plans_triggers_views
from emergency.plans.actions_moved import take_plans_along
from emergency.programme import actions_follow as programme_follow
from emergency.programme import actions_job as programme_job
from emergency.programme import queries as programme_queries
from emergency.programme import views as programme_views
from emergency.records import parts as records_parts
from emergency.records import views as records_views
from emergency.records.actions_moved import take_records_along
from emergency.texts import actions as texts_actions
from emergency.texts import actions_hints as texts_hints
from emergency.texts import actions_scan as texts_scan
from emergency.texts import queries_confirmed as texts_confirmed
from emergency.texts import queries_open as texts_open
from emergency.texts import views as texts_views
from emergency.texts import views_compare as texts_compare
from emergency.texts import views_elements as texts_elements
from emergency.texts import views_questions as texts_questions
from emergency.texts.actions_moved import take_words_along
from emergency.units import queries_desk
from emergency.units import views as units_views

ROOT = Path(__file__).resolve().parents[1]
MULTIPART_ROOM = 4 * 1024 * 1024
# The pages of each room, lowest floor first.
BLUEPRINTS = (
    health.blueprint,
    audit_views.blueprint,
    units_views.blueprint,
    accounts_views.blueprint,
    people_views.blueprint,
    evidence_views.blueprint,
    obligations_views.blueprint,
    plans_views.blueprint,
    texts_views.blueprint,
    drills_views.blueprint,
    records_views.blueprint,
    coverage_views.blueprint,
    assessment_views.blueprint,
    verify_views.blueprint,
    programme_views.blueprint,
    ledgers_views.blueprint,
    home_views.blueprint,
)
# What the desk counts; each counter has a rank of its own.
COUNTERS = (
    queries_desk.unconfirmed_counter,
    queries_desk.contact_counter,
    coverage_parts.desk_counters,
    plans_expiry.expiry_counter,
    plans_triggers.trigger_counters,
    plans_received.received_counters,
    drills_desk.drill_counters,
    assessment_desk.campaign_counter,
    texts_open.hint_counter,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The app, with every slot filled. Raises BadSetting when it can't run as it is set."""
    chosen = settings or read_settings()
    app = Flask("emergency", root_path=str(ROOT / "emergency"), template_folder=str(ROOT / "templates"))
    _configure(app, chosen)
    app.url_map.converters["int"] = RowNumber
    configure_log()
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "emergency" / "migrations"), render_as_batch=True)
    Bootstrap5(app)
    install_web(app, trusted_proxies=chosen.trusted_proxies)
    install_faults(app)
    install_shown(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(navigation)
    fill_slots()
    fill_desk()
    fill_jobs()
    fill_papers()
    fill_law_slots()
    install_commands(app)
    # The tables' relations are worked out now and not in the first request of each worker.
    configure_mappers()
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # What a statement carried stays out of every error, and so out of the log and the table of jobs.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=settings.upload_limit + MULTIPART_ROOM,
        MAX_FORM_MEMORY_SIZE=MULTIPART_ROOM,
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_I18N_ENABLED=False,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TESTING=settings.testing,
    )
    app.session_interface = SchemeSession()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def fill_papers() -> None:
    """The slots by which kept files find what they belong to: who may open them, what they are called, what is gone."""
    slots.paper_open("drill").fill(drills_queries.opens_papers)
    slots.paper_open("revision").fill(plans_queries.revision_open)
    slots.paper_of("revision").fill(views_versions.named_versions)
    slots.papers_gone("revision").fill(papers.papers_gone)
    slots.papers_gone("revision").fill(texts_actions.papers_gone)
    slots.papers_came("revision").fill(texts_actions.papers_came)
    slots.papers_gone("drill").fill(drill_papers_gone)
    slots.paper_of("drill").fill(drills_parts.named_drills)
    for kind in ("revision", "drill", "record", "campaign"):
        slots.papers_gone(kind).fill(actions_packs.packs_gone)
    slots.paper_of("record").fill(records_parts.named_records)
    slots.paper_open("campaign").fill(assessment_parts.opens_papers)
    slots.paper_of("campaign").fill(assessment_parts.named_bodies)


def fill_slots() -> None:
    """Every slot of base, filled in one place: what a lower room calls without knowing whom."""
    slots.identify.fill(accounts_views.who_asks)
    slots.plan_described.fill(texts_hints.plan_described)
    slots.version_faults.fill(texts_confirmed.to_mend)
    slots.unit_moved.fill(take_plans_along)
    slots.unit_moved.fill(take_drills_along)
    slots.unit_moved.fill(take_records_along)
    slots.unit_moved.fill(take_words_along)
    slots.page_part("unit").fill(coverage_parts.unit_part)
    slots.page_part("person").fill(coverage_parts.person_part)
    slots.page_part("unit").fill(assessment_parts.unit_part)
    slots.page_part("region").fill(assessment_parts.region_part)
    slots.page_part("plan").fill(coverage_parts.plan_part)
    slots.page_part("unit").fill(plans_views.unit_part)
    slots.page_part("plan").fill(texts_elements.plan_part)
    slots.page_part("version").fill(texts_elements.version_part)
    slots.page_part("version").fill(texts_questions.version_part)
    slots.page_part("plan").fill(plans_commission.plan_part)
    slots.page_part("plan").fill(texts_compare.plan_part)
    slots.page_part("region").fill(plans_views.region_part)
    slots.page_part("unit").fill(plans_triggers_views.place_part)
    slots.page_part("region").fill(plans_triggers_views.place_part)
    slots.page_part("plan").fill(plans_triggers_views.plan_part)
    slots.page_part("plan").fill(texts_questions.plan_part)
    slots.circumstance.fill(plans_raise.raise_for)
    slots.calendar_entries.fill(coverage_days.evaluation_days)
    slots.drill_windows.fill(windows_of)
    slots.page_part("unit").fill(drills_parts.unit_part)
    slots.page_part("plan").fill(drills_parts.plan_part)
    slots.page_part("region").fill(drills_parts.region_part)
    slots.page_part("unit").fill(records_parts.unit_part)
    slots.page_part("region").fill(records_parts.region_part)
    # The duties are recomputed and the calendar's events written first, then the trail is sealed.
    slots.before_commit.fill(coverage_actions.recompute_announced)
    slots.before_commit.fill(drills_calendar.keep_touched)
    slots.before_commit.fill(programme_follow.follow_touched)
    slots.before_commit.fill(invite_touched)
    slots.before_commit.fill(trail.seal_acts)


def fill_desk() -> None:
    """What the rooms put on the desk; the law adds its own notice."""
    for counter in COUNTERS:
        slots.desk_counter.fill(counter)
    slots.desk_notice.fill(coverage_parts.recomputing_notice)


def fill_jobs() -> None:
    """What the worker does for each kind of job."""
    slots.job(plans_raise.JOB).fill(plans_raise.raise_job)
    slots.job(assessment_freeze.JOB).fill(assessment_freeze.freeze_job)
    slots.job(queries_batches.JOB).fill(actions_batches.batch_job)
    slots.job(programme_queries.JOB).fill(programme_job.programme_job)
    slots.job(queries_packs.JOB).fill(actions_packs.pack_job)
    slots.job(coverage_actions.JOB).fill(coverage_actions.recompute_job)
    slots.job(texts_actions.JOB).fill(texts_actions.read_job)
    slots.job(texts_actions.FORGETTING).fill(texts_actions.forget_job)
    slots.job(texts_actions.JOB).fill(texts_hints.hints_read)
    slots.job(texts_actions.JOB).fill(texts_scan.scan_read)
    slots.job(texts_hints.JOB).fill(texts_hints.hints_job)
    slots.job(texts_scan.JOB).fill(texts_scan.compare_job)
    slots.job(texts_scan.AGAIN).fill(texts_scan.scan_job)
    slots.job(notices.JOB).fill(notices.send_job)
    slots.job(queries_dispatch.JOB).fill(actions_dispatch.dispatch_job)
    slots.job(queries_dispatch.SWEEPING).fill(actions_dispatch.sweep_dispatches)
    slots.job(ledgers_queries.JOB).fill(ledgers_jobs.import_job)
    jobs.stand_behind(texts_actions.JOB, texts_scan.AGAIN, texts_scan.JOB, texts_hints.JOB)


def fill_law_slots() -> None:
    """What the pages of the law ask of the duties above them, and what they say on the desk."""
    effect.law_trial.fill(coverage_effects.trial_of)
    effect.law_weight.fill(coverage_effects.weight_of)
    slots.desk_notice.fill(views_workdays.missing_year_notice)
